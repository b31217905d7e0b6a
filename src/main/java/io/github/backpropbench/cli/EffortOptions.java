package io.github.backpropbench.cli;

import io.github.backpropbench.harness.ForkTime;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Plan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run goes on after its rounds, and whether it is calibrated. */
final class EffortOptions {
  static final String HEADING = "%nPrecision:%n";

  /** Enough for a first interval of each figure. */
  static final int FIRST_ROUNDS = 3;

  private static final double DEFAULT_TARGET = 0.02;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = Converters.Span.class,
      description =
          "go on after the rounds (by default "
              + FIRST_ROUNDS
              + ") with what is not precise enough, until the measuring has taken so long in all:"
              + " 90s, 10m, 2h")
  private @Nullable Duration budget;

  @Option(
      names = "--precision-target",
      paramLabel = "PERCENT",
      converter = Converters.Percentage.class,
      description =
          "what is precise enough: half the width of a 95%% interval; default 2%%, with --budget")
  private @Nullable Double target;

  @Option(
      names = "--calibrate",
      description =
          "also measure one cell against itself, the smallest difference that this machine can"
              + " show, and the most that the machine can do: its multiplications and additions a"
              + " second, and its memory's bytes; the profiles standard and full do so anyway")
  private boolean calibrate;

  boolean given() {
    return budget != null || target != null || calibrate;
  }

  boolean isAdaptive() {
    return budget != null;
  }

  boolean calibrates() {
    return calibrate;
  }

  /**
   * The plan with this effort.
   *
   * @throws UserException if the effort makes no sense, or its time is too short for the rounds
   */
  Plan applyTo(Plan plan) {
    if (budget == null) {
      if (target != null) {
        throw new UserException(
            "--precision-target needs a --budget, the longest time that the precision is worth");
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
