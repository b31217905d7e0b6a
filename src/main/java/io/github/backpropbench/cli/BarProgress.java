package io.github.backpropbench.cli;

import io.github.backpropbench.report.render.TextRenderer;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.PlannedCell;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress for a terminal: one line that is rewritten. */
final class BarProgress implements RunProgress {
  private final PrintWriter err;
  private final RunEstimate estimate;
  private final List<String> failures = new ArrayList<>();
  private final ProgressBar bar;
  private volatile Duration left;

  BarProgress(Terminal terminal, RunEstimate estimate) {
    this.err = terminal.err();
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
    bar.setExtraMessage(" " + RunProgress.brief(cell.cell()));
    bar.refresh();
  }

  @Override
  public void finished(Measurement measurement) {
    estimate.finished(measurement);
    left = estimate.left();
    bar.maxHint(estimate.all());
    bar.stepTo(estimate.done());
    if (!measurement.isOk()) {
      failures.add(
          "Failed: " + RunProgress.brief(measurement.cell()) + ": " + measurement.failure());
    }
  }

  @Override
  public void close() {
    bar.close();
    failures.stream().flatMap(text -> Terminal.lines(text).stream()).forEach(err::println);
  }
}
