package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.RoundEffects;
import io.github.backpropbench.statistics.Trimming;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One of the quantities that a subject's forks report: the score, which is JMH's primary metric, or
 * a secondary metric.
 *
 * @param unit of the scores, such as {@code ns/op}
 * @param direction which scores are better
 * @param mean JMH's score: over all iterations of all forks
 * @param scores of the forks, by round, or by the fork's number where there were no rounds
 * @param onlyFork the iterations if there is a single fork; otherwise empty
 * @param resolution smaller differences, in the unit, come from the measurement itself
 */
public record Metric(
    String unit,
    Direction direction,
    double mean,
    SortedMap<Integer, Double> scores,
    List<Double> onlyFork,
    double resolution) {
  public Metric {
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    onlyFork = List.copyOf(onlyFork);
  }

  /**
   * @param iterations the scores of each fork's iterations by its round
   * @param resolution in the unit of the scores; 0 if every difference counts
   */
  static Metric of(
      String unit, Direction direction, Map<Integer, List<Double>> iterations, double resolution) {
    SortedMap<Integer, Double> scores = new TreeMap<>();
    iterations.forEach((fork, values) -> scores.put(fork, ForkScore.of(values, direction)));
    double mean =
        iterations.values().stream()
            .flatMap(Collection::stream)
            .mapToDouble(score -> score)
            .average()
            .orElse(Double.NaN);
    List<Double> onlyFork =
        iterations.size() == 1 ? iterations.values().iterator().next() : List.of();
    return new Metric(unit, direction, mean, scores, onlyFork, resolution);
  }

  /** A metric of which only JMH's summary is known. */
  static Metric ofSummary(String unit, Direction direction, double score) {
    return new Metric(unit, direction, score, new TreeMap<>(Map.of()), List.of(), 0);
  }

  /** Why no ratio can be computed from the scores; empty if one can. */
  String unusable() {
    if (scores.isEmpty()) {
      return "it has no raw data, so its forks are unknown";
    }
    boolean positive = scores.values().stream().allMatch(s -> s > 0 && Double.isFinite(s));
    return positive ? "" : "a score is not a positive number";
  }

  /** Whether a score of this metric stands for nothing at all, see {@link #atLeast}. */
  boolean isNone(double score) {
    return resolution > 0 && score <= SecondaryMetrics.HARDLY_ANY * (1 + 1e-9);
  }

  /** The same with all scores at least as large as a smallest one. */
  Metric atLeast(double smallest) {
    SortedMap<Integer, Double> raised = new TreeMap<>();
    scores.forEach((fork, score) -> raised.put(fork, Math.max(smallest, score)));
    List<Double> raisedFork = onlyFork.stream().map(one -> Math.max(smallest, one)).toList();
    return new Metric(unit, direction, Math.max(smallest, mean), raised, raisedFork, resolution);
  }

  /**
   * The sample of the forks' scores, without the effects of their rounds.
   *
   * @param least the number of forks on the side of the comparison that has fewer
   */
  LogSample sample(RoundEffects rounds, int least) {
    Trimming ofTimes = Trimming.slowerHalf(scores.size(), least);
    Trimming trimming = direction == Direction.SMALLER_IS_BETTER ? ofTimes : ofTimes.inverse();
    return LogSample.of(trimming, rounds.under(trimming).without(scores));
  }

  /** What is known without a second fork: the iterations of the only one. */
  LogSample sampleWithin() {
    Collection<Double> values = onlyFork.isEmpty() ? scores.values() : onlyFork;
    return LogSample.of(values.stream().mapToDouble(score -> score).toArray());
  }
}
