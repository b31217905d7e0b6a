package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.TypicalCost;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a bias, autograd and Adam typically cost. */
final class CostPoint {
  private CostPoint() {}

  /** Empty if nothing was measured with and without. */
  static Optional<Point> of(RunAnalysis analysis) {
    List<String> costs = new ArrayList<>();
    for (Factor factor : CostSection.COSTS) {
      analysis.comparisons().of(factor).stream()
          .map(one -> one.contrast().cell().value(factor))
          .distinct()
          .flatMap(level -> cost(analysis, factor, level).stream())
          .forEach(costs::add);
    }
    return costs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Point("Cost in time, typically", String.join("; ", costs) + "."));
  }

  private static Optional<String> cost(RunAnalysis analysis, Factor factor, String level) {
    return analysis
        .cost(factor, level)
        .map(
            cost ->
                "%s %s (%s%s)"
                    .formatted(
                        Words.cost(factor, level),
                        typical(cost.typical()),
                        interval(cost.typical()),
                        range(cost)));
  }

  private static String typical(Ratio ratio) {
    return ratio.hasInterval() && ratio.low() <= 1 && ratio.high() >= 1
        ? "no difference shown"
        : Ratios.change(ratio.value());
  }

  private static String interval(Ratio ratio) {
    return ratio.hasInterval()
        ? "95 % interval " + Ratios.change(ratio.low()) + " to " + Ratios.change(ratio.high())
        : "too few rounds for an interval";
  }

  private static String range(TypicalCost cost) {
    return cost.least().equals(cost.most())
        ? ""
        : "; by cell %s to %s"
            .formatted(
                Ratios.change(cost.least().ratio().value()),
                Ratios.change(cost.most().ratio().value()));
  }
}
