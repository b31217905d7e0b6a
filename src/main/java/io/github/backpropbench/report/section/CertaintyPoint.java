package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How far the numbers can be trusted: rounds, noise, and whether this is only a quick look. */
final class CertaintyPoint {
  private CertaintyPoint() {}

  /** Empty if nothing was measured. */
  static Optional<Point> of(RunAnalysis analysis) {
    int rounds =
        analysis.run().results().measurements().stream()
            .filter(Measurement::isOk)
            .mapToInt(Measurement::round)
            .max()
            .orElse(0);
    if (rounds == 0) {
      return Optional.empty();
    }
    Plan plan = analysis.run().results().description().plan();
    boolean quick =
        plan.profile().equals(Profile.QUICK.label()) || rounds < Profile.STANDARD.rounds();
    String text =
        "%s, with a JVM for each cell in each. %s%s"
            .formatted(Words.count(rounds, "round"), noise(analysis), probably(analysis));
    return Optional.of(
        new Point(
            quick ? "A quick look" : "How sure",
            quick ? text + " For numbers to decide by: run --profile standard." : text));
  }

  /** What "probably" means, if it is said. */
  private static String probably(RunAnalysis analysis) {
    boolean isSaid =
        analysis.grid().rows().stream()
            .filter(GridRow::principal)
            .anyMatch(row -> !analysis.leaders(row).probablySlower().isEmpty());
    return isSaid ? " " + LeaderWords.WHY_PROBABLY : "";
  }

  private static String noise(RunAnalysis analysis) {
    List<JudgedContrast> contrasts =
        Stream.of(Factor.values())
            .flatMap(factor -> analysis.comparisons().of(factor).stream())
            .toList();
    double[] widths =
        contrasts.stream()
            .map(JudgedContrast::ratio)
            .filter(Ratio::hasInterval)
            .mapToDouble(Ratio::relativeHalfWidth)
            .sorted()
            .toArray();
    if (contrasts.isEmpty()) {
      return "There is nothing to compare.";
    }
    if (widths.length == 0) {
      return "That is too few for intervals and verdicts.";
    }
    return widths(widths) + " " + verdicts(contrasts);
  }

  private static String widths(double[] sorted) {
    String worst = width(sorted[sorted.length - 1]);
    return sorted.length == 1
        ? "The ratio is known within %s at 95 %%.".formatted(worst)
        : "Half of the ratios are known within %s at 95 %%, the worst within %s."
            .formatted(width(sorted[(sorted.length - 1) / 2]), worst);
  }

  /** A ratio may be this far off either way; beyond 100 %, no percentage can be subtracted. */
  private static String width(double relative) {
    return relative < 1
        ? "±" + Figures.percent(relative)
        : "a factor of " + Figures.ratio(1 + relative);
  }

  private static String verdicts(List<JudgedContrast> contrasts) {
    long shown = contrasts.stream().filter(one -> one.verdict().isDifference()).count();
    String comparisons = Words.count(contrasts.size(), "comparison");
    return shown == 0
        ? "Of %s none shows a difference.".formatted(comparisons)
        : "Of %s %s %s a difference, with a chance of at most %s %% that even one is false."
            .formatted(
                comparisons,
                shown,
                shown == 1 ? "shows" : "show",
                Math.round(100 * Family.FALSE_ALARMS));
  }
}
