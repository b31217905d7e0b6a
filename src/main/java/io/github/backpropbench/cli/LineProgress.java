package io.github.backpropbench.cli;

import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Progress for a file or a log: a line now and then, and one for each failure. */
final class LineProgress implements RunProgress {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final Plan plan;
  private final RunEstimate estimate;
  private int done;
  private Instant next = Instant.MIN;

  LineProgress(PrintWriter err, Plan plan, int done) {
    this.err = err;
    this.plan = plan;
    this.estimate = new RunEstimate(plan);
    this.done = done;
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
        done + 1,
        plan.forks(),
        round,
        RunEstimate.text(estimate.left(done)),
        RunProgress.brief(cell.cell()));
  }

  @Override
  public void finished(Measurement measurement) {
    done++;
    estimate.finished(measurement);
    if (!measurement.isOk()) {
      err.println(
          "Failed: " + RunProgress.brief(measurement.cell()) + ": " + measurement.failure());
    }
  }

  @Override
  public void close() {
    err.printf("%d of %d forks done%n", done, plan.forks());
  }
}
