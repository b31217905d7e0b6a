package io.github.backpropbench.cli;

import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.PlannedCell;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Progress for a file or a log: a line now and then, and one for each failure. */
final class LineProgress implements RunProgress {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final RunEstimate estimate;
  private Instant next = Instant.MIN;

  LineProgress(PrintWriter err, RunEstimate estimate) {
    this.err = err;
    this.estimate = estimate;
  }

  @Override
  public void starting(PlannedCell cell, int round) {
    Instant now = Instant.now();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(INTERVAL);
    err.printf(
        "Fork %d of %d, round %d, %s left: %s%n",
        estimate.done() + 1,
        Math.max(estimate.all(), estimate.done() + 1),
        round,
        RunEstimate.text(estimate.left()),
        RunProgress.brief(cell.cell()));
  }

  @Override
  public void finished(Measurement measurement) {
    estimate.finished(measurement);
    if (!measurement.isOk()) {
      Terminal.lines(
              "Failed: " + RunProgress.brief(measurement.cell()) + ": " + measurement.failure())
          .forEach(err::println);
    }
  }

  @Override
  public void close() {
    err.printf("%d of %d forks done%n", estimate.done(), estimate.all());
  }
}
