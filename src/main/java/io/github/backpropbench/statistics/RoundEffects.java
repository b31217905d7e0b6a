package io.github.backpropbench.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * What the cells of each round have in common: how the machine drifted while it measured. In each
 * round every cell is measured once, so that the median of the cells' distances from their own
 * medians is the round's; a cell that changed, or one slow fork, does not move it.
 *
 * @param logs by round, on the log scale
 */
public record RoundEffects(Map<Integer, Double> logs) {
  /** Of forks that were not measured in rounds. */
  public static final RoundEffects NONE = new RoundEffects(Map.of());

  /** In fewer cells one cannot tell what they have in common. */
  private static final int LEAST_CELLS = VariancePrior.LEAST_SAMPLES;

  /** Two-sided. */
  private static final double ONCE_IN_HUNDRED = 0.995;

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
   * What of it is taken off numbers that are trimmed so: all, or nothing where the slower half is
   * trimmed. A round in which most cells were disturbed would make the others look faster than they
   * ever are, and it is the faster ones that count.
   */
  public RoundEffects under(Trimming trimming) {
    return trimming.isSymmetric() ? this : NONE;
  }

  /** Scores of one cell by round, without what their rounds had in common. */
  public double[] without(Map<Integer, Double> scores) {
    return scores.entrySet().stream()
        .mapToDouble(score -> score.getValue() / Math.exp(logs.getOrDefault(score.getKey(), 0.0)))
        .toArray();
  }

  /**
   * How far from the run's level another time may be, judged by how the rounds were from each
   * other: as far as a single round is once in a hundred times, by Student's t; on the log scale,
   * and 0 of fewer than two rounds.
   */
  public double reach() {
    if (logs.size() < 2) {
      return 0;
    }
    double deviation =
        new StandardDeviation()
            .evaluate(logs.values().stream().mapToDouble(Double::doubleValue).toArray());
    return deviation
        * new TDistribution(null, logs.size() - 1.0).inverseCumulativeProbability(ONCE_IN_HUNDRED);
  }

  private static double median(Collection<Double> values) {
    return new Median().evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
