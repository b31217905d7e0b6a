package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.Plan;
import java.util.List;

/** What the cells of a plan are measured on. */
final class PlannedBackends {
  private PlannedBackends() {}

  /** The backends in the order of the plan. */
  static List<String> of(Plan plan) {
    return values(plan, "backend");
  }

  /** The precisions in the order of the plan. */
  static List<Precision> precisions(Plan plan) {
    return values(plan, "precision").stream().map(Precision::parse).toList();
  }

  private static List<String> values(Plan plan, String parameter) {
    return plan.cells().stream()
        .map(planned -> planned.cell().parameter(parameter))
        .distinct()
        .toList();
  }
}
