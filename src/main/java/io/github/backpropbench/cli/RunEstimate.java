package io.github.backpropbench.cli;

import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Plan;
import java.time.Duration;

/** How long a run takes: by its plan, and by what its forks have taken so far. */
final class RunEstimate {
  /** The start of a JVM, and its cell's set-up and verification. */
  private static final Duration START = Duration.ofMillis(900);

  private final Plan plan;
  private int measured;
  private Duration spent = Duration.ZERO;

  RunEstimate(Plan plan) {
    this.plan = plan;
  }

  /** Takes a finished fork into account. */
  void finished(Duration fork) {
    measured++;
    spent = spent.plus(fork);
  }

  /**
   * The time for what is left.
   *
   * @param done the number of forks that are done
   */
  Duration left(int done) {
    int left = plan.forks() - done;
    if (measured > 0) {
      return spent.multipliedBy(left).dividedBy(measured);
    }
    Duration all =
        plan.cells().stream()
            .map(cell -> iterations(cell.iterations()).plus(START))
            .reduce(Duration.ZERO, Duration::plus);
    return all.multipliedBy(left).dividedBy(plan.cells().size());
  }

  /** In words, as in {@code 40 s}, {@code 4 min}, {@code 2 h 10 min}. */
  static String text(Duration duration) {
    long seconds = Math.max(1, (duration.toMillis() + 500) / 1000);
    if (seconds < 100) {
      return seconds + " s";
    }
    long minutes = (seconds + 30) / 60;
    return minutes < 100 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  private static Duration iterations(IterationSettings settings) {
    return time(settings.warmup()).plus(time(settings.measurement()));
  }

  private static Duration time(Iterations iterations) {
    return Duration.ofMillis(iterations.milliseconds()).multipliedBy(iterations.count());
  }
}
