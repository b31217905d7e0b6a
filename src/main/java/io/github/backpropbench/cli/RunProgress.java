package io.github.backpropbench.cli;

import io.github.backpropbench.harness.RunListener;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how a run goes on: what is measured now, how much is done, and the time left. */
interface RunProgress extends RunListener, AutoCloseable {
  /**
   * A bar for whoever looks on, lines for a file.
   *
   * @param estimate of what is left; is told of each fork
   */
  static RunProgress on(Terminal terminal, RunEstimate estimate) {
    return terminal.interactive()
        ? new BarProgress(terminal, estimate)
        : new LineProgress(terminal.err(), estimate);
  }

  /** A cell in few words, as in {@code TrainingStep ejml 3-2-1 f32 64 manual sgd bias}. */
  static String brief(CellKey cell) {
    String benchmark = cell.shortBenchmark().replaceFirst("Benchmark\\..*", "");
    return Stream.concat(
            Stream.of(benchmark),
            Stream.of(Factor.values())
                .map(factor -> factor.words(cell.value(factor)).replace(' ', '-'))
                .filter(words -> !words.isEmpty()))
        .collect(Collectors.joining(" "));
  }

  @Override
  void close();
}
