package io.github.backpropbench.results;

import java.util.List;

/**
 * One result of a file in JMH's JSON, whoever wrote it. What an older or other writer left out is
 * empty, or NaN for a number.
 *
 * @param cell the benchmark and its parameters
 * @param mode JMH's short label: {@code thrpt}, {@code avgt}, {@code sample}, {@code ss}
 * @param threads the number of measuring threads
 * @param unit of all scores, such as {@code ops/s} or {@code ns/op}
 * @param score the file's own summary
 * @param scoreError half the width of JMH's 99.9 % interval, NaN if there is none
 * @param forks the score of each iteration by fork; in mode {@code sample}, the mean of the samples
 *     of each iteration; empty if the file was written without raw data
 * @param jvm what measured
 */
public record JmhResult(
    CellKey cell,
    String mode,
    int threads,
    String unit,
    double score,
    double scoreError,
    List<List<Double>> forks,
    ForkJvm jvm) {
  public JmhResult {
    forks = forks.stream().map(List::copyOf).toList();
  }
}
