package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.TargetProfiler;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.SecondaryMetric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Turns JMH's result of one fork into a measurement.
 *
 * @param unrecorded arguments of its JVM that have no influence on the scores
 */
record ForkResult(BenchmarkResult fork, List<String> unrecorded) {
  private static final MathContext DIGITS = new MathContext(7);

  /** The units of metrics that JMH sums over iterations; it does not expose its policies. */
  private static final Set<String> COUNTED = Set.of("counts", "ms");

  Measurement measurement(PlannedCell planned, int round, String startedAt, double seconds) {
    BenchmarkParams parameters = fork.getParams();
    SortedMap<String, SecondaryMetric> metrics = secondaryMetrics();
    return new Measurement(
        round,
        planned.cell(),
        Measurement.Status.OK,
        "",
        startedAt,
        seconds,
        parameters.getMode().shortLabel(),
        fork.getPrimaryResult().getScoreUnit(),
        ofMeanTraining(scores(), metrics),
        metrics,
        planned.iterations(),
        jvm(parameters),
        parameters.getThreads(),
        parameters.getJmhVersion());
  }

  /**
   * The times of trainings to a target, each as if the iteration had trained with all seeds: the
   * steps that it took are known, and those of all seeds. Otherwise the shortest iterations would
   * be those of the seeds that take the fewest steps.
   */
  private static List<Double> ofMeanTraining(
      List<Double> scores, SortedMap<String, SecondaryMetric> metrics) {
    SecondaryMetric steps = metrics.get(TargetProfiler.STEPS);
    SecondaryMetric expected = metrics.get(TargetProfiler.STEPS_TO_TARGET);
    if (steps == null || expected == null) {
      return scores;
    }
    List<Double> ofMean = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      double share = expected.scores().get(i) / steps.scores().get(i);
      ofMean.add(rounded(scores.get(i) * share));
    }
    return ofMean;
  }

  private List<Double> scores() {
    return fork.getIterationResults().stream()
        .map(iteration -> rounded(iteration.getPrimaryResult().getScore()))
        .toList();
  }

  private SortedMap<String, SecondaryMetric> secondaryMetrics() {
    SortedMap<String, SecondaryMetric> metrics = new TreeMap<>();
    fork.getSecondaryResults().forEach((name, result) -> metrics.put(name, metric(name, result)));
    return metrics;
  }

  private SecondaryMetric metric(String name, Result<?> ofAllIterations) {
    List<Double> scores = new ArrayList<>();
    for (IterationResult iteration : fork.getIterationResults()) {
      Result<?> result = iteration.getSecondaryResults().get(name);
      scores.add(result == null ? 0.0 : rounded(result.getScore()));
    }
    String unit = ofAllIterations.getScoreUnit();
    return new SecondaryMetric(
        unit, COUNTED.contains(unit) ? AggregationPolicy.SUM : AggregationPolicy.AVG, scores);
  }

  /** To seven digits: a clock that resolves nanoseconds cannot tell more within milliseconds. */
  static double rounded(double score) {
    return Double.isFinite(score) ? new BigDecimal(score).round(DIGITS).doubleValue() : score;
  }

  private ForkJvm jvm(BenchmarkParams parameters) {
    return new ForkJvm(
        parameters.getJvm(),
        parameters.getJdkVersion(),
        parameters.getVmName(),
        parameters.getVmVersion(),
        parameters.getJvmArgs().stream()
            .filter(argument -> !unrecorded.contains(argument))
            .toList());
  }
}
