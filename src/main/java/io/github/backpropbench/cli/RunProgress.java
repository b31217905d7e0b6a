package io.github.backpropbench.cli;

import io.github.backpropbench.harness.RunListener;
import io.github.backpropbench.report.render.TextRenderer;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.PlannedCell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the progress of a run: what is being measured, how much is done, and the time left. */
interface RunProgress extends RunListener, AutoCloseable {
  /**
   * A bar on an interactive terminal, lines in a file.
   *
   * @param estimate of the time left; is updated with each fork
   */
  static RunProgress on(Terminal terminal, RunEstimate estimate) {
    return terminal.interactive() ? new Bar(terminal, estimate) : new Lines(terminal, estimate);
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

  private static void warnIfFailed(Terminal terminal, Measurement fork) {
    if (!fork.isOk()) {
      terminal.warn("Failed: " + brief(fork.cell()) + ": " + fork.failure());
    }
  }

  /** For a terminal: one line that is rewritten; failures follow at the end. */
  final class Bar implements RunProgress {
    private final Terminal terminal;
    private final RunEstimate estimate;
    private final List<Measurement> finished = new ArrayList<>();
    private final ProgressBar bar;
    private volatile Duration left;

    private Bar(Terminal terminal, RunEstimate estimate) {
      this.terminal = terminal;
      this.estimate = estimate;
      this.left = estimate.left();
      this.bar =
          new ProgressBarBuilder()
              .setTaskName("Measuring")
              .setInitialMax(estimate.all())
              .startsFrom(estimate.done(), Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setEtaFunction(state -> Optional.of(left))
              .setUpdateIntervalMillis(1000)
              .setConsumer(new ConsoleProgressBarConsumer(System.err, TextRenderer.COLUMNS))
              .build();
    }

    @Override
    public void starting(PlannedCell cell, int round) {
      bar.setExtraMessage(" " + brief(cell.cell()));
      bar.refresh();
    }

    @Override
    public void finished(Measurement fork) {
      finished.add(fork);
      estimate.finished(fork);
      left = estimate.left();
      bar.maxHint(estimate.all());
      bar.stepTo(estimate.done());
    }

    @Override
    public void close() {
      bar.close();
      finished.forEach(fork -> warnIfFailed(terminal, fork));
    }
  }

  /** For a file or a log: a line every ten seconds, and one for each failure. */
  final class Lines implements RunProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final RunEstimate estimate;
    private Instant next = Instant.MIN;

    private Lines(Terminal terminal, RunEstimate estimate) {
      this.terminal = terminal;
      this.estimate = estimate;
    }

    @Override
    public void starting(PlannedCell cell, int round) {
      Instant now = Instant.now();
      if (now.isBefore(next)) {
        return;
      }
      next = now.plus(INTERVAL);
      terminal
          .err()
          .printf(
              "Fork %d of %s, round %d, %s left: %s%n",
              estimate.done() + 1,
              estimate.allInWords(),
              round,
              RunEstimate.text(estimate.left()),
              brief(cell.cell()));
    }

    @Override
    public void finished(Measurement fork) {
      estimate.finished(fork);
      warnIfFailed(terminal, fork);
    }

    @Override
    public void close() {
      terminal.err().printf("%s done%n", estimate.doneInWords());
    }
  }
}
