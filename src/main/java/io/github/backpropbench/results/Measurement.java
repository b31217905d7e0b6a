package io.github.backpropbench.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one finished fork measured, or why it failed: one line of the journal.
 *
 * @param round counted from 1
 * @param cell what was measured
 * @param status whether there are scores
 * @param failure the reason why there are no scores; empty if there are
 * @param startedAt when the fork was started, ISO-8601 in UTC
 * @param seconds the wall time of the fork, with its start, set-up and warm-up
 * @param mode JMH's short label of the mode: {@code avgt}, {@code thrpt}, {@code ss}
 * @param unit of the scores: {@code ns/op}, {@code ops/s}
 * @param scores one per measured iteration that has a score
 * @param secondaryMetrics by name, such as {@code gc.alloc.rate.norm}, with the iterations that
 *     have no figure; see {@link #finiteMetrics}
 * @param iterations how the fork was told to measure
 * @param jvm the fork
 * @param threads the number of measuring threads
 * @param jmhVersion the version of JMH
 */
public record Measurement(
    int round,
    CellKey cell,
    Status status,
    String failure,
    String startedAt,
    double seconds,
    String mode,
    String unit,
    List<Double> scores,
    SortedMap<String, SecondaryMetric> secondaryMetrics,
    IterationSettings iterations,
    ForkJvm jvm,
    int threads,
    String jmhVersion) {

  /** Whether a fork has a result. */
  public enum Status {
    @JsonProperty("ok")
    OK,
    @JsonProperty("failed")
    FAILED
  }

  public Measurement {
    scores = List.copyOf(scores);
    SortedMap<String, SecondaryMetric> sorted = new TreeMap<>();
    sorted.putAll(secondaryMetrics);
    secondaryMetrics = Collections.unmodifiableSortedMap(sorted);
    if ((status == Status.OK) != failure.isEmpty()) {
      throw new IllegalArgumentException("a measurement has a failure exactly if it failed");
    }
    if ((status == Status.OK) == scores.isEmpty()) {
      throw new IllegalArgumentException("a measurement has scores exactly if it did not fail");
    }
  }

  public boolean isOk() {
    return status == Status.OK;
  }

  /** Whether it stands for a result without raw data, of which only the mean of all is known. */
  public boolean hasOnlySummary() {
    return isOk() && iterations.measurement().count() == 0;
  }

  /**
   * This measurement without the iterations that have no finite score; as one that failed if they
   * are at least half.
   */
  Measurement withFiniteScores() {
    if (!isOk() || scores.stream().allMatch(Double::isFinite)) {
      return this;
    }
    FiniteScores finite = FiniteScores.of(scores);
    return finite.failure().isEmpty()
        ? withScores(mode, unit, finite.scores())
        : failed(finite.failure());
  }

  /**
   * The secondary metrics by their finite iterations. As with the scores, at least half of the
   * iterations without a figure are too many: the fork does not have that metric.
   */
  public SortedMap<String, SecondaryMetric> finiteMetrics() {
    SortedMap<String, SecondaryMetric> metrics = new TreeMap<>();
    secondaryMetrics.forEach(
        (name, metric) -> {
          FiniteScores finite = FiniteScores.of(metric.scores());
          if (finite.failure().isEmpty()) {
            metrics.put(
                name, new SecondaryMetric(metric.unit(), metric.aggregation(), finite.scores()));
          }
        });
    return metrics;
  }

  /** This measurement as one of another round. */
  public Measurement inRound(int other) {
    return new Measurement(
        other,
        cell,
        status,
        failure,
        startedAt,
        seconds,
        mode,
        unit,
        scores,
        secondaryMetrics,
        iterations,
        jvm,
        threads,
        jmhVersion);
  }

  /** This measurement in another mode and unit. */
  public Measurement withScores(String otherMode, String otherUnit, List<Double> otherScores) {
    return new Measurement(
        round,
        cell,
        status,
        failure,
        startedAt,
        seconds,
        otherMode,
        otherUnit,
        otherScores,
        secondaryMetrics,
        iterations,
        jvm,
        threads,
        jmhVersion);
  }

  /** This measurement as one that failed: without scores, with the reason. */
  public Measurement failed(String reason) {
    return new Measurement(
        round,
        cell,
        Status.FAILED,
        reason.isBlank() ? "no reason given" : reason,
        startedAt,
        seconds,
        mode,
        unit,
        List.of(),
        new TreeMap<>(Map.of()),
        iterations,
        jvm,
        threads,
        jmhVersion);
  }
}
