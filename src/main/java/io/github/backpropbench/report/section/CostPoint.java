package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.ContrastKind;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.TypicalCost;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.statistics.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a bias, autograd and Adam typically cost. */
final class CostPoint {
  private CostPoint() {}

  /** Empty if nothing was measured with and without. */
  static Optional<Point> of(RunAnalysis analysis) {
    List<String> costs =
        Stream.of(
                cost(analysis, ContrastKind.BIAS, "a bias", "true"),
                cost(analysis, ContrastKind.GRADIENT, "autograd", "autograd"),
                cost(analysis, ContrastKind.OPTIMIZER, "Adam", "adam"))
            .flatMap(Optional::stream)
            .toList();
    return costs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Point("Cost in time, typically", String.join("; ", costs) + "."));
  }

  private static Optional<String> cost(
      RunAnalysis analysis, ContrastKind kind, String cause, String level) {
    return analysis
        .cost(kind, level)
        .map(
            cost ->
                "%s %s (%s%s)"
                    .formatted(
                        cause, typical(cost.typical()), interval(cost.typical()), range(cost)));
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
