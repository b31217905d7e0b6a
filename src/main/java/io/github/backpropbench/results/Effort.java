package io.github.backpropbench.results;

import org.jspecify.annotations.Nullable;

/**
 * What a run does after its first rounds, until the time is up: it measures further forks of the
 * cells whose intervals are still too wide; or, without a precision target, of all cells, then of
 * those on which the report's answer depends.
 *
 * @param budgetSeconds the time of all forks together, including the first rounds; null if the run
 *     ends after these
 * @param precisionTarget half the width of a 95 % interval as a share, such as 0.02; null if the
 *     time is for the answer, or if there is none
 */
public record Effort(@Nullable Double budgetSeconds, @Nullable Double precisionTarget) {
  /** Nothing after the first rounds. */
  public static final Effort FIXED = new Effort(null, null);

  public Effort {
    if (budgetSeconds == null && precisionTarget != null) {
      throw new IllegalArgumentException("a precision target needs a budget");
    }
    requirePositive("budget", budgetSeconds);
    requirePositive("precision target", precisionTarget);
  }

  /**
   * All the time for the answer.
   *
   * @param seconds of all forks together
   */
  public static Effort forTheAnswer(double seconds) {
    return new Effort(seconds, null);
  }

  private static void requirePositive(String what, @Nullable Double value) {
    if (value != null && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a " + what + " is a positive number, not " + value);
    }
  }

  /** Whether the run measures more than its first rounds. */
  public boolean isAdaptive() {
    return budgetSeconds != null;
  }

  /** Whether the time after the first rounds is for the answer. */
  public boolean isForTheAnswer() {
    return budgetSeconds != null && precisionTarget == null;
  }
}
