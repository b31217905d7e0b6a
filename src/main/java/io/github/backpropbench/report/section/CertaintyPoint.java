package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How certain the answer is: how often was measured, how large the noise is, and what words mean.
 */
final class CertaintyPoint {
  private static final String OF_FILE =
      " A file does not tell the order in which its cells were measured: if one after the other, a"
          + " drift of the machine counts as a difference.";

  private final RunAnalysis analysis;
  private final MeasuredRun run;

  private CertaintyPoint(RunAnalysis analysis) {
    this.analysis = analysis;
    run = analysis.run();
  }

  /** Empty if nothing was measured. */
  static Optional<Point> of(RunAnalysis analysis) {
    return new CertaintyPoint(analysis).point();
  }

  /** Rounds, noise, and whether this is only a quick look; empty if nothing was measured. */
  private Optional<Point> point() {
    if (run.isFile()) {
      return analysis.comparisons().all().isEmpty()
          ? Optional.empty()
          : Optional.of(new Point("How sure", noise() + meanings() + OF_FILE));
    }
    int rounds =
        run.results().measurements().stream()
            .filter(Measurement::isOk)
            .mapToInt(Measurement::round)
            .max()
            .orElse(0);
    if (rounds == 0) {
      return Optional.empty();
    }
    boolean quick =
        run.results().description().plan().profile().equals(Profile.QUICK.label())
            || rounds < Profile.STANDARD.rounds();
    String text =
        "%s %s%s%s"
            .formatted(
                forks(rounds),
                noise(),
                meanings(),
                quick ? " For numbers to base a decision on: " + better() + "." : "");
    return Optional.of(new Point(quick ? "A quick look" : "How sure", text));
  }

  /** What to do for more certainty. */
  private String better() {
    return analysis.isToTarget()
        ? "converge --rounds " + Profile.STANDARD.rounds()
        : "run --profile standard";
  }

  /** How often cells were measured; an adaptive run measures some of them more often. */
  private String forks(int rounds) {
    IntSummaryStatistics forks =
        run.results().description().plan().cells().stream()
            .mapToInt(planned -> run.forksOf(planned.cell()).size())
            .filter(count -> count > 0)
            .summaryStatistics();
    boolean isAdaptive = run.results().description().plan().effort().isAdaptive();
    return isAdaptive && forks.getMin() < forks.getMax()
        ? "%d to %d forks of each cell, each a fresh JVM%s."
            .formatted(
                forks.getMin(),
                forks.getMax(),
                forks.getMin() < run.results().description().plan().rounds()
                    ? ""
                    : ": most where the time was needed most")
        : Phrases.count(isAdaptive ? forks.getMin() : rounds, "round")
            + ", each with a fresh JVM for every cell.";
  }

  /** What the words and signs mean with which this report says that it is not sure. */
  private String meanings() {
    List<JudgedContrast> notShown =
        analysis.comparisons().all().stream()
            .filter(one -> one.verdict() == Verdict.NO_DIFFERENCE_SHOWN)
            .toList();
    boolean saysProbably = notShown.stream().anyMatch(JudgedContrast::isProbable);
    boolean saysNotShown = notShown.stream().anyMatch(one -> !one.isProbable());
    String orFloor =
        run.noiseFloor()
            .map(floor -> ", or below the noise floor of " + Figures.percent(floor.relative()))
            .orElse("");
    return (saysNotShown ? " " + Phrases.WHAT_NOT_SHOWN_MEANS.formatted(orFloor) : "")
        + (saysProbably ? " " + Phrases.WHAT_PROBABLY_MEANS : "");
  }

  private String noise() {
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
      return (run.isFile() ? "There are too few forks" : "That is too few")
          + " for intervals and verdicts.";
    }
    return widths(widths) + " " + verdicts(contrasts);
  }

  private static String widths(double[] sorted) {
    String worst = width(sorted[sorted.length - 1]);
    return sorted.length == 1
        ? "The ratio is known to within %s (95 %% interval).".formatted(worst)
        : "Half of the ratios are known to within %s (95 %% interval), the worst to within %s."
            .formatted(width(sorted[(sorted.length - 1) / 2]), worst);
  }

  /** How far off a ratio may be either way; from 100 % on, a percentage cannot be subtracted. */
  private static String width(double relative) {
    return relative < 1
        ? "±" + Figures.percent(relative)
        : "a factor of " + Figures.ratio(1 + relative);
  }

  private static String verdicts(List<JudgedContrast> contrasts) {
    long shown = contrasts.stream().filter(one -> one.verdict().isDifference()).count();
    String comparisons = Phrases.count(contrasts.size(), "comparison");
    return shown == 0
        ? "Of %s, none shows a difference.".formatted(comparisons)
        : "Of %s, %s %s a difference; of all such statements, at most %s %% are false."
            .formatted(
                comparisons,
                shown,
                shown == 1 ? "shows" : "show",
                Math.round(100 * Family.FALSE_ALARMS));
  }
}
