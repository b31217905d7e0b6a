package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.Verdict;

/** What stands in the cells of several tables. */
final class Cells {
  private static final String MAY_BE_CHANCE = "?";

  private Cells() {}

  /** {@code 5.21 µs ±0.4 %}; without the error if there is none. */
  static String timeWithError(OperationTime time) {
    return (Figures.time(time.nanoseconds()) + " " + time.errorText()).strip();
  }

  /** Explains {@link #ratio} above a table of ratios. */
  static String ratioNote(RunAnalysis analysis) {
    int comparisons = analysis.comparisons().size();
    return "In brackets the 95 % interval, paired by round. ? marks where no difference is shown"
        + (comparisons < 2
            ? "."
            : ": the %s comparisons of this report are judged together, as some intervals miss 1 by"
                    .formatted(comparisons)
                + " chance.")
        + baselineNote(analysis);
  }

  private static String baselineNote(RunAnalysis analysis) {
    return analysis.run().results().baselines().isEmpty()
        ? ""
        : " Baselines outside of the JVM were measured in rounds of their own, so they are not paired,"
            + " and less than %s counts for none: the machine may have drifted by that."
                .formatted(Figures.percent(BetweenRuns.UNKNOWN_SHIFT));
  }

  /** {@code 1.12 (1.10–1.14)}, marked if no difference was shown. */
  static String ratio(JudgedContrast contrast) {
    boolean unclear = contrast.verdict() == Verdict.NO_DIFFERENCE_SHOWN;
    return Ratios.withInterval(contrast.ratio()) + (unclear ? MAY_BE_CHANCE : "");
  }
}
