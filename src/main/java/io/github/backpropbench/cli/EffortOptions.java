package io.github.backpropbench.cli;

import io.github.backpropbench.harness.ForkTime;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Plan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a run continues after its rounds, and whether it is calibrated. */
final class EffortOptions {
  static final String HEADING = "%nPrecision:%n";

  /** Enough for a first confidence interval of each figure. */
  static final int FIRST_ROUNDS = 3;

  private static final double DEFAULT_TARGET = 0.02;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = Converters.Span.class,
      description =
          "after the rounds (by default "
              + FIRST_ROUNDS
              + "), keep measuring what is not precise enough, until all measuring has taken this"
              + " long: 90s, 10m, 2h")
  private @Nullable Duration budget;

  @Option(
      names = "--precision-target",
      paramLabel = "PERCENT",
      converter = Converters.Percentage.class,
      description =
          "what counts as precise enough: half the width of a 95%% interval; default 2%%, with --budget")
  private @Nullable Double target;

  @Option(
      names = "--calibrate",
      description =
          "also measure one cell against itself, for the smallest difference that this machine can"
              + " show, and the machine's limits: floating-point operations and bytes of memory per"
              + " second; the profiles standard and full do so anyway")
  private boolean calibrate;

  boolean isAdaptive() {
    return budget != null;
  }

  boolean calibrates() {
    return calibrate;
  }

  /**
   * The plan with this effort.
   *
   * @throws UserException if there is a target without a budget, or the budget is too short for the
   *     rounds
   */
  Plan applyTo(Plan plan) {
    if (budget == null) {
      if (target != null) {
        throw new UserException(
            "--precision-target needs a --budget, which limits the time spent on it");
      }
      return plan;
    }
    Duration rounds = ForkTime.ofRounds(plan);
    if (rounds.compareTo(budget) > 0) {
      throw new UserException(
          "a budget of %s is too short for %d rounds of %d cells, which take about %s; allow more, or measure fewer cells"
              .formatted(
                  RunEstimate.text(budget),
                  plan.rounds(),
                  plan.cells().size(),
                  RunEstimate.text(rounds)));
    }
    double seconds = budget.toMillis() / 1000.0;
    return plan.with(new Effort(seconds, target == null ? DEFAULT_TARGET : target));
  }
}
