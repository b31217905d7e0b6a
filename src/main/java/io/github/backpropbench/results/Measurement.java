package io.github.backpropbench.results;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

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
 * @param warmupScores one per warm-up iteration, in the same unit; empty where they were not
 *     recorded
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
    String jmhVersion,
    @JacksonInject(Json.NOT_RECORDED) List<Double> warmupScores) {

  /** Whether a fork has a result. */
  public enum Status {
    @JsonProperty("ok")
    OK,
    @JsonProperty("failed")
    FAILED
  }

  public Measurement {
    scores = List.copyOf(scores);
    warmupScores = List.copyOf(warmupScores);
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

  /** A measurement of which the warm-up is not known. */
  public Measurement(
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
    this(
        round,
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
        jmhVersion,
        List.of());
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
        ? with(round, mode, unit, finite.scores(), warmupScores)
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
    return with(other, mode, unit, scores, warmupScores);
  }

  /** This measurement with the scores of its warm-up iterations. */
  public Measurement withWarmup(List<Double> warmup) {
    return with(round, mode, unit, scores, warmup);
  }

  /** This measurement converted to another mode and unit. */
  public Measurement converted(String otherMode, String otherUnit, DoubleUnaryOperator score) {
    return with(
        round, otherMode, otherUnit, converted(scores, score), converted(warmupScores, score));
  }

  private static List<Double> converted(List<Double> scores, DoubleUnaryOperator score) {
    return scores.stream().map(score::applyAsDouble).toList();
  }

  /** This measurement with the scores of another metric, whose warm-up is not known. */
  public Measurement withScores(String otherMode, String otherUnit, List<Double> otherScores) {
    return with(round, otherMode, otherUnit, otherScores, List.of());
  }

  private Measurement with(
      int otherRound,
      String otherMode,
      String otherUnit,
      List<Double> otherScores,
      List<Double> otherWarmup) {
    return new Measurement(
        otherRound,
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
        jmhVersion,
        otherWarmup);
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
