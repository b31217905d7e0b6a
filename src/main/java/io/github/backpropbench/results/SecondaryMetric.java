package io.github.backpropbench.results;

import java.util.List;
import org.openjdk.jmh.results.AggregationPolicy;

/**
 * A metric that a fork reports in addition to its score.
 *
 * @param unit of the scores, such as {@code B/op}
 * @param aggregation how JMH makes one score of all iterations
 * @param scores one per iteration; JMH counts an iteration that reports none as 0
 */
public record SecondaryMetric(String unit, AggregationPolicy aggregation, List<Double> scores) {
  public SecondaryMetric {
    scores = List.copyOf(scores);
  }
}
