package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.comparison.Comparison.Outcome;
import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.comparison.Gate.OfMetric;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.JmhResult;
import io.github.backpropbench.results.SecondaryMetric;
import io.github.backpropbench.statistics.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.AggregationPolicy;

/** Secondary metrics: which are compared, and what counts. */
class GateTest {
  private static final String ALLOCATION = SecondaryMetrics.ALLOCATION;
  private static final ForkJvm JVM = new ForkJvm("java", "17", "OpenJDK", "17", List.of());
  private static final int FORKS = 5;

  /** JMH's own allocation, and less than a byte, are no difference; an object in each call is. */
  @ParameterizedTest
  @CsvSource({
    "24, 2400, 10000, SLOWER",
    "2400, 24, 10000, FASTER",
    "24, 24, 10000, NO_DIFFERENCE_SHOWN",
    "24, 48, 10000, SLOWER",
    "0, 24, 10000, SLOWER",
    "24, 0, 10000, FASTER",
    "0, 0, 10000, NO_DIFFERENCE_SHOWN",
    "0.0001, 0.0009, 10000, NO_DIFFERENCE_SHOWN",
    "10000, 10050, 10000, NO_DIFFERENCE_SHOWN",
    "10000, 10200, 10000, SLOWER",
    "492, 900, 50, NO_DIFFERENCE_SHOWN",
    "492, 2500, 50, SLOWER",
    "492, 5000, 0, SLOWER",
  })
  void allocationIsComparedToTheByte(
      double before, double after, long milliseconds, Verdict verdict) {
    Gate gate =
        gate(
            side(ALLOCATION, "B/op", before, milliseconds),
            side(ALLOCATION, "B/op", after, milliseconds));
    OfMetric metric = gate.metrics().get(0);
    assertThat(metric.name()).isEqualTo(ALLOCATION);
    assertThat(metric.comparison().cells())
        .extracting(JudgedSubject::verdict)
        .containsOnly(verdict);
    assertThat(gate.outcome()).isEqualTo(Outcome.NO_REGRESSION);
    Gate counting =
        gate(
            side(ALLOCATION, "B/op", before, milliseconds),
            side(ALLOCATION, "B/op", after, milliseconds),
            ALLOCATION);
    assertThat(counting.outcome())
        .isEqualTo(verdict == Verdict.SLOWER ? Outcome.REGRESSION : Outcome.NO_REGRESSION);
  }

  @Test
  void theOldNameOfAMetricIsTheSameMetric() {
    Gate gate =
        gate(side("·" + ALLOCATION, "B/op", 24, 10_000), side(ALLOCATION, "B/op", 48, 10_000));
    assertThat(gate.metrics().get(0).comparison().cells().get(0).verdict())
        .isEqualTo(Verdict.SLOWER);
  }

  /** A member of a group is measured in the unit of the group: more calls are better. */
  @ParameterizedTest
  @CsvSource({"put, ns/op, 10, 20, SLOWER", "put, ns/op, 20, 10, FASTER"})
  void membersOfGroupsAreComparedAsTheGroupIs(
      String name, String unit, double before, double after, Verdict verdict) {
    Gate gate = gate(side(name, unit, before, 10_000), side(name, unit, after, 10_000));
    JudgedSubject cell = gate.metrics().get(0).comparison().cells().get(0);
    assertThat(gate.metrics().get(0).name()).isEqualTo(Gate.MEMBERS);
    assertThat(cell.subject().cell().benchmark()).isEqualTo("a.B.group:put");
    assertThat(cell.verdict()).isEqualTo(verdict);
    assertThat(gate.outcome()).isEqualTo(Outcome.NO_REGRESSION);
    assertThat(
            gate(side(name, unit, before, 10_000), side(name, unit, after, 10_000), name).outcome())
        .isEqualTo(verdict == Verdict.SLOWER ? Outcome.REGRESSION : Outcome.NO_REGRESSION);
  }

  @ParameterizedTest
  @CsvSource({
    "gc.time, 'there is no metric gc.time; measured were: gc.count'",
    "gc.count, 'its unit does not say whether more is better'",
  })
  void aMetricThatCannotCountIsRefused(String name, String says) {
    MetricChoice choice = new MetricChoice(List.of(name));
    ComparisonSide side = side("gc.count", "counts", 3, 10_000, choice);
    assertThatThrownBy(() -> Gate.of(side, side, Settings.gate(0, false), choice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says);
  }

  @Test
  void oneForkOfAllocationIsAHint() {
    ComparisonSide before = side(ALLOCATION, "B/op", 24, 10_000, 1, new MetricChoice(List.of()));
    ComparisonSide after = side(ALLOCATION, "B/op", 48, 10_000, 1, new MetricChoice(List.of()));
    JudgedSubject cell = gate(before, after).metrics().get(0).comparison().cells().get(0);
    assertThat(cell.verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(cell.hint())
        .hasValueSatisfying(hint -> assertThat(hint.value()).isBetween(1.9, 2.1));
    assertThat(gate(before, before).metrics().get(0).comparison().cells().get(0).hint()).isEmpty();
  }

  /** As the fork's score does: by its finite iterations if they are more than half. */
  @ParameterizedTest
  @CsvSource({
    "NaN, 2400, SLOWER",
    "Infinity, 2400, SLOWER",
    "-Infinity, 24, NO_DIFFERENCE_SHOWN",
    "24, NaN, ",
  })
  void aMetricCountsByItsFiniteIterations(double first, double others, Verdict verdict) {
    MetricChoice choice = new MetricChoice(List.of());
    SecondaryMetric metric =
        new SecondaryMetric("B/op", AggregationPolicy.AVG, List.of(first, others, others));
    Gate gate =
        gate(
            side(ALLOCATION, "B/op", 24, 10_000),
            side(ALLOCATION, fork -> metric, "ms/op", 10_000, FORKS, choice));
    assertThat(gate.metrics())
        .flatExtracting(one -> one.comparison().cells())
        .extracting(JudgedSubject::verdict)
        .isEqualTo(verdict == null ? List.of() : List.of(verdict));
  }

  private static Gate gate(ComparisonSide before, ComparisonSide after, String... counting) {
    return Gate.of(before, after, Settings.gate(0, false), new MetricChoice(List.of(counting)));
  }

  private static ComparisonSide side(String metric, String unit, double value, long milliseconds) {
    return side(metric, unit, value, milliseconds, new MetricChoice(List.of()));
  }

  private static ComparisonSide side(
      String metric, String unit, double value, long milliseconds, MetricChoice choice) {
    return side(metric, unit, value, milliseconds, FORKS, choice);
  }

  /** A benchmark of 5 ms, with a metric that hardly varies. */
  private static ComparisonSide side(
      String metric, String unit, double value, long milliseconds, int count, MetricChoice choice) {
    return side(
        metric,
        fork ->
            new SecondaryMetric(
                unit,
                AggregationPolicy.AVG,
                List.of(value * (1 + 1e-5 * fork), value, value * (1 + 1e-6))),
        unit.equals("ns/op") ? "ns/op" : "ms/op",
        milliseconds,
        count,
        choice);
  }

  private static ComparisonSide side(
      String metric,
      IntFunction<SecondaryMetric> ofFork,
      String unit,
      long milliseconds,
      int count,
      MetricChoice choice) {
    List<List<Double>> forks = new ArrayList<>();
    List<SortedMap<String, SecondaryMetric>> metrics = new ArrayList<>();
    for (int fork = 0; fork < count; fork++) {
      forks.add(List.of(5.0 + 0.01 * fork, 5.0, 5.0));
      metrics.add(new TreeMap<>(Map.of(metric, ofFork.apply(fork))));
    }
    JmhResult result =
        new JmhResult(
            new CellKey("a.B.group", Map.of()),
            "avgt",
            1,
            unit,
            5,
            forks,
            JVM,
            new Iterations(3, milliseconds),
            metrics,
            "");
    return SideReader.ofJmh(Path.of("file.json"), List.of(result), choice);
  }
}
