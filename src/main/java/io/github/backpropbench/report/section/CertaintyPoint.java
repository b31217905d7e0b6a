package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.ContrastKind;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Points.Point;
import io.github.backpropbench.report.format.Figures;
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
        "%s, with a JVM for each cell in each. %s"
            .formatted(Words.count(rounds, "round"), noise(analysis));
    return Optional.of(
        new Point(
            quick ? "A quick look" : "How sure",
            quick ? text + " For numbers to decide by: run --profile standard." : text));
  }

  private static String noise(RunAnalysis analysis) {
    List<JudgedContrast> contrasts =
        Stream.of(ContrastKind.values())
            .flatMap(kind -> analysis.comparisons().of(kind).stream())
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
    long shown = contrasts.stream().filter(one -> one.verdict().isDifference()).count();
    return ("Half of the ratios are known within ±%s at 95 %%, the worst within ±%s. %d of %s show a"
            + " difference, with a chance of at most %.0f %% that even one of these is false.")
        .formatted(
            Figures.percent(widths[(widths.length - 1) / 2]),
            Figures.percent(widths[widths.length - 1]),
            shown,
            Words.count(contrasts.size(), "comparison"),
            100 * Family.FALSE_ALARMS);
  }
}
