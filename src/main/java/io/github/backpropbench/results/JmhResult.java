package io.github.backpropbench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One result of a file in JMH's JSON, whatever program wrote it. A text that the writer left out is
 * empty, a number is NaN.
 *
 * @param cell the benchmark and its parameters
 * @param mode JMH's short label: {@code thrpt}, {@code avgt}, {@code sample}, {@code ss}
 * @param threads the number of measuring threads
 * @param unit of all scores, such as {@code ops/s} or {@code ns/op}
 * @param score the file's own summary
 * @param forks the score of each iteration by fork; in mode {@code sample}, the mean of the samples
 *     of each iteration; NaN or an infinity where an iteration has none; empty if the file was
 *     written without raw data
 * @param jvm the JVM of the forks
 * @param iterations how each fork measured
 * @param secondaryMetrics by fork, then by name; shorter than {@code forks} if some are not
 *     recorded
 * @param jmhVersion the version of JMH
 */
public record JmhResult(
    CellKey cell,
    String mode,
    int threads,
    String unit,
    double score,
    List<List<Double>> forks,
    ForkJvm jvm,
    Iterations iterations,
    List<SortedMap<String, SecondaryMetric>> secondaryMetrics,
    String jmhVersion) {
  public JmhResult {
    forks = forks.stream().map(List::copyOf).toList();
    secondaryMetrics = List.copyOf(secondaryMetrics);
  }

  /**
   * A result of an unknown JMH, without secondary metrics and with iterations of unknown length.
   */
  public JmhResult(
      CellKey cell,
      String mode,
      int threads,
      String unit,
      double score,
      List<List<Double>> forks,
      ForkJvm jvm) {
    this(cell, mode, threads, unit, score, forks, jvm, new Iterations(0, 0), List.of(), "");
  }

  /**
   * The forks as a run would have recorded them, by their number as the round; what a file does not
   * say about them is empty, or 0. Their scores are the finite ones; {@link Measurement#iterations}
   * counts all. A fork of which at least half of the iterations have no finite score has failed.
   *
   * @return none if the file was written without raw data
   */
  public List<Measurement> measurements() {
    List<Measurement> measurements = new ArrayList<>();
    for (int fork = 0; fork < forks.size(); fork++) {
      SortedMap<String, SecondaryMetric> metrics =
          fork < secondaryMetrics.size() ? secondaryMetrics.get(fork) : new TreeMap<>();
      List<Double> scores = forks.get(fork);
      measurements.add(measurement(fork + 1, scores.size(), scores, metrics));
    }
    return measurements;
  }

  /** The file's own score as that of one fork: all that is known if there is no raw data. */
  Measurement summary() {
    Measurement summary = measurement(1, 0, List.of(score), new TreeMap<>());
    return summary.isOk() ? summary : summary.failed("it has neither raw data nor a score");
  }

  /** This result, of another cell. */
  JmhResult of(CellKey other) {
    return new JmhResult(
        other, mode, threads, unit, score, forks, jvm, iterations, secondaryMetrics, jmhVersion);
  }

  private Measurement measurement(
      int round, int count, List<Double> scores, SortedMap<String, SecondaryMetric> metrics) {
    FiniteScores finite = FiniteScores.of(scores);
    boolean failed = !finite.failure().isEmpty();
    return new Measurement(
        round,
        cell,
        failed ? Measurement.Status.FAILED : Measurement.Status.OK,
        finite.failure(),
        "",
        0.0,
        mode,
        unit,
        finite.scores(),
        failed ? new TreeMap<>() : metrics,
        new IterationSettings(
            new Iterations(0, 0), new Iterations(count, iterations.milliseconds())),
        jvm,
        threads,
        jmhVersion);
  }
}
