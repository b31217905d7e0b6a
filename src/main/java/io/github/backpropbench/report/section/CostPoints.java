package io.github.backpropbench.report.section;

import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.TargetCells;
import io.github.backpropbench.report.analysis.TypicalCost;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What autograd and each other choice of the method typically cost, and what fusion brings. */
final class CostPoints {
  private final RunAnalysis analysis;

  private CostPoints(RunAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Those of the factors that were varied. */
  static List<Point> of(RunAnalysis analysis) {
    CostPoints points = new CostPoints(analysis);
    List<Point> known = new ArrayList<>();
    points.autograd().ifPresent(known::add);
    points.others().ifPresent(known::add);
    points.fusion().ifPresent(known::add);
    return known;
  }

  private Optional<Point> autograd() {
    List<String> costs = new ArrayList<>();
    for (String level : AutogradWords.LEVELS) {
      Optional<String> ours = cost(Factor.GRADIENT, level, ":");
      ours.map(cost -> cost + besideIt(level)).ifPresent(costs::add);
    }
    return costs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Point(
                "Cost of autograd, typically",
                String.join("; ", costs) + ". " + AutogradWords.explained(analysis)));
  }

  /** What the same kind of autograd costs the baselines outside the JVM that measured it. */
  private String besideIt(String level) {
    Backends backends = analysis.run().backends();
    List<String> known = new ArrayList<>();
    for (String backend : backends.names()) {
      if (backends.role(backend).isEmpty()) {
        analysis
            .cost(Factor.GRADIENT, level, backend)
            .map(cost -> AutogradWords.outside(analysis, backend) + " " + typical(cost))
            .ifPresent(known::add);
      }
    }
    return known.isEmpty() ? "" : "; for comparison, " + Phrases.and(known);
  }

  /** What each other choice of the method typically costs; empty if none was varied. */
  private Optional<Point> others() {
    List<String> costs = new ArrayList<>();
    for (Factor factor : ContrastSections.COSTS) {
      analysis.contrasts(factor).stream()
          .map(one -> one.contrast().cell().value(factor))
          .distinct()
          .filter(level -> !AutogradWords.isOne(factor, level))
          .sorted(factor.order())
          .flatMap(level -> cost(factor, level, "").stream())
          .forEach(costs::add);
    }
    return costs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Point(
                analysis.isToTarget() ? "Cost in time to target" : "Typical cost in time",
                String.join("; ", costs) + "."));
  }

  private Optional<String> cost(Factor factor, String level, String colon) {
    return analysis
        .cost(factor, level)
        .map(
            cost ->
                "%s%s %s"
                    .formatted(
                        AutogradWords.change(factor, level),
                        colon,
                        hasTypical(factor)
                            ? "%s (%s%s)"
                                .formatted(typical(cost), interval(cost.typical()), extremes(cost))
                            : counts(cost) + extremes(cost)));
  }

  /** In how many cells a difference was shown, if nothing can be said of all together. */
  private static String counts(TypicalCost cost) {
    if (!cost.typical().hasInterval()) {
      return "cannot be told from this few rounds or seeds";
    }
    List<String> cells = shown(cost);
    String of = " of " + Phrases.count(cost.cells(), "cell");
    return (cells.isEmpty() ? "no difference shown in any" : Phrases.and(cells)) + of;
  }

  /**
   * Whether the cells' ratios have independent errors. Those of times to a target do not where the
   * steps differ: all backends and batch sizes are trained with the same seeds.
   */
  private boolean hasTypical(Factor factor) {
    return !(analysis.isToTarget() && TargetCells.changesSteps(factor));
  }

  /** Cells may differ in both directions, or by so different amounts that no cost is typical. */
  private static String typical(TypicalCost cost) {
    Ratio ratio = cost.typical();
    return !ratio.hasInterval() || ratio.excludesOne()
        ? Ratios.change(ratio.value())
        : notTypical(cost);
  }

  private static String notTypical(TypicalCost cost) {
    List<String> cells = shown(cost);
    return cells.isEmpty()
        ? "no difference shown"
        : "depends on the cell: %s of %s".formatted(Phrases.and(cells), cost.cells());
  }

  private static List<String> shown(TypicalCost cost) {
    List<String> cells = new ArrayList<>();
    if (cost.slower() > 0) {
      cells.add("slower in " + cost.slower());
    }
    if (cost.faster() > 0) {
      cells.add("faster in " + cost.faster());
    }
    return cells;
  }

  private String interval(Ratio ratio) {
    return ratio.hasInterval()
        ? "95 % interval " + Ratios.change(ratio.low()) + " to " + Ratios.change(ratio.high())
        : tooFew();
  }

  private String tooFew() {
    return "too few " + analysis.run().repetitions() + " for an interval";
  }

  private static String extremes(TypicalCost cost) {
    return cost.least().equals(cost.most())
        ? ""
        : "; single cells %s to %s"
            .formatted(
                Ratios.change(cost.least().ratio().value()),
                Ratios.change(cost.most().ratio().value()));
  }

  /** What fusion brings the best backends of each role; empty if it was not varied. */
  private Optional<Point> fusion() {
    List<String> gains = new ArrayList<>();
    Backends backends = analysis.run().backends();
    for (String backend : analysis.named()) {
      analysis
          .cost(Factor.FUSION, FusionKind.ON.label(), backend)
          .map(cost -> gain(cost, backends.label(backend)))
          .ifPresent(gains::add);
    }
    return gains.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Point(
                "Fusion",
                "a %s that computes several operations in one pass, against the same op by op: %s."
                        .formatted(Phrases.of(analysis), String.join("; ", gains))
                    + " "
                    + FusionSection.NOT_SIMD));
  }

  private String gain(TypicalCost cost, String backend) {
    Ratio ratio = cost.typical();
    if (ratio.hasInterval() && !ratio.excludesOne()) {
      return backend + " " + notTypical(cost);
    }
    boolean faster = ratio.value() <= 1;
    Ratio told = faster ? ratio.inverse() : ratio;
    return "%s %s times as %s (%s)"
        .formatted(
            backend,
            Figures.ratio(told.value()),
            faster ? "fast" : "long",
            told.hasInterval()
                ? "95 %% interval %s to %s"
                    .formatted(Figures.ratio(told.low()), Figures.ratio(told.high()))
                : tooFew());
  }
}
