package io.github.backpropbench.benchmark;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports the final loss of an iteration's last training, as the secondary metric {@value #METRIC}.
 * JMH's own counters would add up the values of all iterations.
 */
public final class FinalLossProfiler implements InternalProfiler {
  /** The metric's name in results. */
  public static final String METRIC = "finalLoss";

  private static volatile double finalLoss = Double.NaN;

  /** The loss of the last training. */
  static double last() {
    return finalLoss;
  }

  static void record(double loss) {
    finalLoss = loss;
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    finalLoss = Double.NaN;
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of(new ScalarResult(METRIC, finalLoss, "loss", AggregationPolicy.AVG));
  }

  @Override
  public String getDescription() {
    return "The loss at which a training ended";
  }
}
