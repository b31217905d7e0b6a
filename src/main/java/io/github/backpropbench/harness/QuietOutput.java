package io.github.backpropbench.harness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Suppresses what JMH would print, keeps its last lines to explain a failure, and the scores of the
 * warm-up iterations, which JMH's results leave out.
 */
final class QuietOutput implements OutputFormat {
  private static final int LINES = 12;

  private final Deque<String> last = new ArrayDeque<>();
  private final List<Double> warmup = new ArrayList<>();

  /** What the fork printed last, without JMH's own framing. */
  synchronized List<String> lastLines() {
    return last.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("<") && !line.startsWith("#"))
        .toList();
  }

  /** The score of each warm-up iteration so far. */
  synchronized List<Double> warmupScores() {
    return List.copyOf(warmup);
  }

  @Override
  public synchronized void println(String line) {
    last.addLast(line);
    if (last.size() > LINES) {
      last.removeFirst();
    }
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams iteration, int number) {}

  @Override
  public synchronized void iterationResult(
      BenchmarkParams benchmark, IterationParams iteration, int number, IterationResult result) {
    if (iteration.getType() == IterationType.WARMUP) {
      warmup.add(ForkResult.rounded(result.getPrimaryResult().getScore()));
    }
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void print(String text) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public void verbosePrintln(String line) {}

  @Override
  public void write(int b) {}

  @Override
  public void write(byte[] bytes) {}
}
