package io.github.backpropbench.harness;

import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.time.Duration;

/** How long a fork takes, before any was measured. */
public final class ForkTime {
  /** The start of a JVM, and its cell's set-up and verification: the mean of recorded forks. */
  private static final Duration START = Duration.ofMillis(900);

  private ForkTime() {}

  /** The time of a fork of the cell. */
  public static Duration of(PlannedCell cell) {
    IterationSettings settings = cell.iterations();
    return START.plus(time(settings.warmup())).plus(time(settings.measurement()));
  }

  /** The time of all forks of the plan's rounds. */
  public static Duration ofRounds(Plan plan) {
    return plan.cells().stream()
        .map(ForkTime::of)
        .reduce(Duration.ZERO, Duration::plus)
        .multipliedBy(plan.rounds());
  }

  private static Duration time(Iterations iterations) {
    return Duration.ofMillis(iterations.milliseconds()).multipliedBy(iterations.count());
  }
}
