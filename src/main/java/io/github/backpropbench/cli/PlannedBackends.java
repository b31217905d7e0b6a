package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.Plan;
import java.util.List;

/** What the cells of a plan are measured on. */
final class PlannedBackends {
  private PlannedBackends() {}

  /** The backends in the order of the plan. */
  static List<String> of(Plan plan) {
    return plan.backends();
  }

  /** The precisions in the order of the plan. */
  static List<Precision> precisions(Plan plan) {
    return plan.valuesOf("precision").stream().map(Precision::parse).toList();
  }
}
