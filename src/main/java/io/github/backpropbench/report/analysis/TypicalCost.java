package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The cost of a factor's level over several cells.
 *
 * @param typical the geometric mean of the cells' ratios, with an interval from the errors of all
 *     of them
 * @param least the contrast with the smallest ratio
 * @param most the contrast with the largest
 * @param cells the number of cells
 * @param slower in how many of them it is shown to cost time
 * @param faster in how many it is shown to save time
 */
public record TypicalCost(
    Ratio typical, JudgedContrast least, JudgedContrast most, int cells, long slower, long faster) {
  private static final Comparator<JudgedContrast> BY_RATIO =
      Comparator.comparingDouble(one -> one.ratio().value());

  /** Empty if there is nothing to compare. */
  static Optional<TypicalCost> of(Collection<JudgedContrast> contrasts) {
    List<JudgedContrast> known =
        contrasts.stream().filter(one -> Double.isFinite(one.ratio().value())).toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TypicalCost(
                typical(known),
                known.stream().min(BY_RATIO).orElseThrow(),
                known.stream().max(BY_RATIO).orElseThrow(),
                known.size(),
                count(known, Verdict.SLOWER),
                count(known, Verdict.FASTER)));
  }

  private static long count(List<JudgedContrast> contrasts, Verdict verdict) {
    return contrasts.stream().filter(one -> one.verdict() == verdict).count();
  }

  private static Ratio typical(List<JudgedContrast> contrasts) {
    LogRatio mean = LogRatio.typical(contrasts.stream().map(JudgedContrast::estimate).toList());
    if (mean.hasError()) {
      return mean.ratio();
    }
    double logs = contrasts.stream().mapToDouble(one -> one.estimate().value()).average().orElse(0);
    return new Ratio(Math.exp(logs), 0.0, Double.POSITIVE_INFINITY, Double.NaN, 0);
  }
}
