package io.github.backpropbench.cli;

import io.github.backpropbench.harness.RunListener;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells how a run goes on, a line each fork. */
final class RunProgress implements RunListener, AutoCloseable {
  private final PrintWriter err;
  private final Plan plan;
  private final RunEstimate estimate;
  private int done;

  private RunProgress(PrintWriter err, Plan plan, int done) {
    this.err = err;
    this.plan = plan;
    this.estimate = new RunEstimate(plan);
    this.done = done;
  }

  static RunProgress on(Terminal terminal, Plan plan, int done) {
    return new RunProgress(terminal.err(), plan, done);
  }

  @Override
  public void starting(PlannedCell cell, int round) {
    err.printf(
        "%d/%d, round %d, %s left: %s%n",
        done + 1, plan.forks(), round, RunEstimate.text(estimate.left(done)), cell.cell().label());
  }

  @Override
  public void finished(Measurement measurement) {
    done++;
    estimate.finished(Duration.ofMillis(Math.round(measurement.seconds() * 1000)));
    if (!measurement.isOk()) {
      err.println("failed: " + measurement.cell().label() + ": " + measurement.failure());
    }
  }

  @Override
  public void close() {}
}
