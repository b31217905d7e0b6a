package io.github.backpropbench.results;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.util.ListStatistics;

/**
 * A statistic over many iterations, as JMH computes it.
 *
 * @param value the mean, or the sum, minimum or maximum if the metric is aggregated so
 * @param error half the width of JMH's 99.9 % interval of the mean, which takes the iterations of
 *     all forks as independent; NaN if there are fewer than three, or no mean
 * @param statistics of the single scores, for percentiles
 */
public record Score(double value, double error, ListStatistics statistics) {
  private static final double CONFIDENCE = 0.999;

  /** Student's t by the number of scores; a run has only a few different numbers. */
  private static final Map<Long, Double> QUANTILES = new ConcurrentHashMap<>();

  /** The mean of the scores of some iterations, with JMH's error. */
  public static Score mean(Collection<Double> scores) {
    return of(AggregationPolicy.AVG, scores);
  }

  static Score of(AggregationPolicy aggregation, Collection<Double> scores) {
    ListStatistics statistics = new ListStatistics();
    scores.forEach(statistics::addValue);
    return switch (aggregation) {
      case AVG -> new Score(statistics.getMean(), meanError(statistics), statistics);
      case SUM -> new Score(statistics.getSum(), Double.NaN, statistics);
      case MIN -> new Score(statistics.getMin(), Double.NaN, statistics);
      case MAX -> new Score(statistics.getMax(), Double.NaN, statistics);
    };
  }

  /** As JMH computes it, which makes a distribution anew each time. */
  private static double meanError(ListStatistics statistics) {
    long count = statistics.getN();
    return count > 2
        ? QUANTILES.computeIfAbsent(count, Score::quantile)
            * statistics.getStandardDeviation()
            / Math.sqrt(count)
        : Double.NaN;
  }

  private static double quantile(long count) {
    return new TDistribution(null, count - 1.0)
        .inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
  }

  /** The bounds of the 99.9 % interval; NaN where JMH gives none. */
  double[] confidence(AggregationPolicy aggregation) {
    return aggregation == AggregationPolicy.AVG
        ? statistics.getConfidenceIntervalAt(CONFIDENCE)
        : new double[] {value, value};
  }
}
