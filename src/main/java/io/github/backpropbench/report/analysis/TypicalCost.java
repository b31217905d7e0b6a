package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.statistics.PairedRatio;
import io.github.backpropbench.statistics.Ratio;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The cost of a factor's level over several cells.
 *
 * @param typical the geometric mean of the cells' ratios, with an interval from the rounds in which
 *     all of them were measured
 * @param least the contrast with the smallest ratio
 * @param most the contrast with the largest
 */
public record TypicalCost(Ratio typical, JudgedContrast least, JudgedContrast most) {
  private static final Comparator<JudgedContrast> BY_RATIO =
      Comparator.comparingDouble(one -> one.ratio().value());

  /** Empty if there is nothing to compare. */
  static Optional<TypicalCost> of(MeasuredRun run, Collection<JudgedContrast> contrasts) {
    List<JudgedContrast> known =
        contrasts.stream().filter(one -> Double.isFinite(one.ratio().value())).toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TypicalCost(
                typical(run, known),
                known.stream().min(BY_RATIO).orElseThrow(),
                known.stream().max(BY_RATIO).orElseThrow()));
  }

  private static Ratio typical(MeasuredRun run, List<JudgedContrast> contrasts) {
    double[] byRound =
        commonRounds(run, contrasts).stream()
            .mapToDouble(round -> geometricMean(run, contrasts, round))
            .toArray();
    if (byRound.length == 0) {
      double logs =
          contrasts.stream().mapToDouble(one -> Math.log(one.ratio().value())).average().orElse(0);
      return new Ratio(Math.exp(logs), 0.0, Double.POSITIVE_INFINITY, Double.NaN, 0);
    }
    double[] ones = new double[byRound.length];
    Arrays.fill(ones, 1.0);
    return PairedRatio.of(byRound, ones).ratio();
  }

  private static Set<Integer> commonRounds(MeasuredRun run, List<JudgedContrast> contrasts) {
    Set<Integer> rounds = new TreeSet<>(run.forkTimes(contrasts.get(0).contrast().cell()).keySet());
    for (JudgedContrast one : contrasts) {
      rounds.retainAll(run.forkTimes(one.contrast().cell()).keySet());
      rounds.retainAll(run.forkTimes(one.contrast().reference()).keySet());
    }
    return rounds;
  }

  /** The geometric mean of the contrasts' ratios in one round. */
  private static double geometricMean(
      MeasuredRun run, List<JudgedContrast> contrasts, Integer round) {
    return Math.exp(
        contrasts.stream()
            .map(JudgedContrast::contrast)
            .mapToDouble(
                contrast ->
                    Math.log(time(run, contrast.cell(), round))
                        - Math.log(time(run, contrast.reference(), round)))
            .average()
            .orElse(Double.NaN));
  }

  private static double time(MeasuredRun run, CellKey cell, Integer round) {
    return run.forkTimes(cell).getOrDefault(round, Double.NaN);
  }
}
