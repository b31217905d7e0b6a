package io.github.backpropbench.cli;

import io.github.backpropbench.harness.ForkTime;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import java.time.Duration;
import java.util.List;

/** How much of a run is done and how long the rest will take, by its plan and its forks so far. */
final class RunEstimate {
  private final Plan plan;
  private int done;
  private Duration spent = Duration.ZERO;

  /**
   * @param known the measurements so far
   */
  RunEstimate(Plan plan, List<Measurement> known) {
    this.plan = plan;
    known.forEach(this::finished);
  }

  /** Takes a finished fork into account. */
  void finished(Measurement fork) {
    done++;
    spent = spent.plusMillis(Math.round(fork.seconds() * 1000));
  }

  /** The number of finished forks. */
  int done() {
    return done;
  }

  /** The number of forks of the whole run as far as is known: an adaptive run may add some. */
  int all() {
    return Math.max(plan.forks(), done);
  }

  /** The time left: that of the remaining forks or, if longer, what is left of the budget. */
  Duration left() {
    int forks = Math.max(0, plan.forks() - done);
    Duration left = done > 0 ? spent.multipliedBy(forks).dividedBy(done) : ForkTime.ofRounds(plan);
    Duration budget = budget().minus(spent);
    return left.compareTo(budget) > 0 ? left : budget;
  }

  private Duration budget() {
    Double seconds = plan.effort().budgetSeconds();
    return seconds == null ? Duration.ZERO : Duration.ofMillis(Math.round(seconds * 1000));
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
}
