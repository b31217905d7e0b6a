package io.github.backpropbench.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * What the cells of each round have in common: how the machine drifted during a run. Each round
 * measures every cell once, so the median of the cells' distances from their own medians is the
 * effect of the round; neither a changed cell nor a slow fork moves it.
 *
 * @param logs by round, on the log scale
 */
public record RoundEffects(Map<Integer, Double> logs) {
  /** For forks that were not measured in rounds. */
  public static final RoundEffects NONE = new RoundEffects(Map.of());

  /** With fewer cells, what they have in common cannot be estimated. */
  private static final int LEAST_CELLS = VariancePrior.LEAST_SAMPLES;

  /** Two-sided. */
  private static final double ONCE_IN_A_HUNDRED = 0.995;

  public RoundEffects {
    logs = Collections.unmodifiableMap(new TreeMap<>(logs));
  }

  /**
   * @param cells the positive scores of each cell by round
   */
  public static RoundEffects of(Collection<? extends Map<Integer, Double>> cells) {
    Map<Integer, List<Double>> distances = new TreeMap<>();
    for (Map<Integer, Double> rounds : cells) {
      double middle = Math.log(median(rounds.values()));
      rounds.forEach(
          (round, score) ->
              distances
                  .computeIfAbsent(round, r -> new ArrayList<>())
                  .add(Math.log(score) - middle));
    }
    Map<Integer, Double> logs = new TreeMap<>();
    distances.forEach(
        (round, ofCells) -> logs.put(round, ofCells.size() < LEAST_CELLS ? 0.0 : median(ofCells)));
    return new RoundEffects(logs);
  }

  /**
   * The effects to remove from samples with this trimming: all, or none where the slower half is
   * trimmed. Removing the effect of a round in which most cells were disturbed would make the
   * undisturbed ones look faster than they ever are, and there the faster ones count.
   */
  public RoundEffects under(Trimming trimming) {
    return trimming.isSymmetric() ? this : NONE;
  }

  /** Scores of one cell, by round, with the effects of their rounds removed. */
  public double[] without(Map<Integer, Double> scores) {
    return scores.entrySet().stream()
        .mapToDouble(score -> score.getValue() / Math.exp(logs.getOrDefault(score.getKey(), 0.0)))
        .toArray();
  }

  /**
   * How far the machine may have drifted at another time, judged by the spread of the rounds: as
   * far as a single round deviates once in a hundred times, by Student's t; on the log scale, and 0
   * for fewer than two rounds.
   */
  public double reach() {
    if (logs.size() < 2) {
      return 0;
    }
    double deviation =
        new StandardDeviation()
            .evaluate(logs.values().stream().mapToDouble(Double::doubleValue).toArray());
    return deviation * Student.quantile(logs.size() - 1.0, ONCE_IN_A_HUNDRED);
  }

  private static double median(Collection<Double> values) {
    return new Median().evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
