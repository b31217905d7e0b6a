package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.backpropbench.results.JmhOutput.Fork;
import io.github.backpropbench.results.JmhOutput.Iteration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.SingleShotResult;
import org.openjdk.jmh.results.ThroughputResult;

/** Our file against one that JMH writes from the same results. */
class JmhResultWriterTest {
  private static final ForkJvm JVM =
      new ForkJvm("/jdk/bin/java", "17.0.1", "VM", "17.0.1+1", List.of("-Xmx1g", "-Da=b c"));
  private static final CellKey CELL =
      new CellKey("org.example.Bench.step", Map.of("batch", "64", "name", "a \"b\", [c] {d}"));

  @Test
  void averageTimeOfSeveralForks() throws IOException {
    assertSameFile(
        Mode.AverageTime,
        fork(averageTime(123456, 10), averageTime(130000, 10), averageTime(126001, 10)),
        fork(averageTime(123999, 10), averageTime(131234, 10), averageTime(125000, 10)));
  }

  @Test
  void throughputAndOneIterationWithoutAnError() throws IOException {
    assertSameFile(
        Mode.Throughput,
        fork(
            List.<Result<?>>of(
                new ThroughputResult(ResultRole.PRIMARY, "step", 12, 987654, TimeUnit.SECONDS))));
  }

  @Test
  void singleShotOfTwoForks() throws IOException {
    assertSameFile(Mode.SingleShotTime, fork(singleShot(1234567)), fork(singleShot(1334567)));
  }

  @Test
  void secondaryMetricsOfEachAggregationAlsoWhereSomeAreMissing() throws IOException {
    assertSameFile(
        Mode.AverageTime,
        fork(
            averageTime(10, 1, metric("gc.count", 1, AggregationPolicy.SUM)),
            averageTime(12, 1, metric("gc.alloc.rate.norm", 40.125, AggregationPolicy.AVG))),
        fork(
            averageTime(
                11,
                1,
                metric("gc.count", 3, AggregationPolicy.SUM),
                metric("gc.alloc.rate.norm", 0.5, AggregationPolicy.AVG),
                metric("worst", 7.5, AggregationPolicy.MAX),
                metric("best", 2.5, AggregationPolicy.MIN)),
            averageTime(13, 1, metric("gc.alloc.rate.norm", 1e-7, AggregationPolicy.AVG))));
  }

  @Test
  void infinitiesAndNaN() throws IOException {
    assertSameFile(
        Mode.AverageTime,
        fork(
            averageTime(10, 1, metric("loss", Double.NaN, AggregationPolicy.MAX)),
            averageTime(12, 1, metric("loss", Double.POSITIVE_INFINITY, AggregationPolicy.MAX)),
            averageTime(12, 1, metric("loss", Double.NEGATIVE_INFINITY, AggregationPolicy.MAX))));
  }

  @Test
  void aLocaleWithDecimalCommasChangesNothing() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      averageTimeOfSeveralForks();
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Fork fork(Iteration... iterations) {
    return new Fork(List.of(iterations));
  }

  private static Fork fork(List<Result<?>> results) {
    return fork(new Iteration(results));
  }

  private static Iteration averageTime(long nanoseconds, int operations, Result<?>... metrics) {
    Result<?> time =
        new AverageTimeResult(
            ResultRole.PRIMARY, "step", operations, nanoseconds, TimeUnit.MICROSECONDS);
    return new Iteration(Stream.concat(Stream.of(time), Stream.of(metrics)).toList());
  }

  private static List<Result<?>> singleShot(long nanoseconds) {
    return List.of(
        new SingleShotResult(ResultRole.PRIMARY, "step", nanoseconds, 1, TimeUnit.MILLISECONDS));
  }

  private static ScalarResult metric(String name, double value, AggregationPolicy aggregation) {
    return new ScalarResult(name, value, "unit", aggregation);
  }

  private static void assertSameFile(Mode mode, Fork... forks) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode expected = mapper.readTree(JmhOutput.json(CELL, JVM, mode, forks));
    JsonNode actual = mapper.readTree(JmhResultWriter.format(measurements(mode, forks)));
    assertThat(actual.toPrettyString()).isEqualTo(expected.toPrettyString());
  }

  private static List<Measurement> measurements(Mode mode, Fork... forks) {
    List<Measurement> measurements = new ArrayList<>();
    for (Fork fork : forks) {
      List<Result<?>> all = fork.iterations().stream().flatMap(i -> i.results().stream()).toList();
      List<Result<?>> primary = all.stream().filter(r -> r.getRole().isPrimary()).toList();
      Measurement measurement =
          SampleRun.measurement(
              measurements.size() + 1,
              CELL,
              mode.shortLabel(),
              primary.get(0).getScoreUnit(),
              primary.stream().map(Result::getScore).toArray(Double[]::new));
      for (Result<?> result : all) {
        if (result instanceof ScalarResult) {
          measurement =
              SampleRun.with(measurement, result.getLabel(), metric(result.getLabel(), all));
        }
      }
      measurements.add(SampleRun.with(measurement, JVM));
    }
    return measurements;
  }

  private static SecondaryMetric metric(String name, List<Result<?>> all) {
    List<Double> scores =
        all.stream().filter(r -> r.getLabel().equals(name)).map(Result::getScore).toList();
    AggregationPolicy aggregation =
        switch (name) {
          case "gc.count" -> AggregationPolicy.SUM;
          case "worst", "loss" -> AggregationPolicy.MAX;
          case "best" -> AggregationPolicy.MIN;
          default -> AggregationPolicy.AVG;
        };
    return new SecondaryMetric("unit", aggregation, scores);
  }
}
