package io.github.backpropbench.cli;

import io.github.backpropbench.harness.ForkTime;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import java.time.Duration;
import java.util.List;

/** How much of a run is done and how long the rest will take, by its plan and its forks so far. */
final class RunEstimate {
  private final Plan plan;
  private int done;
  private int timed;
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
    timed += fork.isOk() ? 1 : 0; // what is known to be wrong fails in no time
    spent = spent.plusMillis(Math.round(fork.seconds() * 1000));
  }

  /** The number of finished forks. */
  int done() {
    return done;
  }

  /**
   * The number of forks of the whole run; of an adaptive one, as many as its budget has room for.
   */
  int all() {
    Duration more = budget().minus(spent);
    if (more.isNegative()) {
      return Math.max(plan.forks(), done);
    }
    double perFork = timed > 0 ? seconds(spent) / timed : seconds(rounds()) / plan.forks();
    return Math.max(plan.forks(), done + (int) (seconds(more) / perFork));
  }

  /** The number of all forks in words: {@code 104}, or {@code about 190} if that is an estimate. */
  String allInWords() {
    return (plan.effort().isAdaptive() ? "about " : "") + Math.max(all(), done + 1);
  }

  /** How many forks are finished, in words: {@code 52 of 104 forks}. */
  String doneInWords() {
    return plan.effort().isAdaptive()
        ? Phrases.count(done, "fork")
        : done + " of " + all() + " forks";
  }

  /** The time left: that of the remaining forks or, if longer, what is left of the budget. */
  Duration left() {
    int forks = Math.max(0, plan.forks() - done);
    Duration left = done > 0 ? spent.multipliedBy(forks).dividedBy(done) : rounds();
    Duration budget = budget().minus(spent);
    return left.compareTo(budget) > 0 ? left : budget;
  }

  private Duration rounds() {
    return ForkTime.ofRounds(plan);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
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
