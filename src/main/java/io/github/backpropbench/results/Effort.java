package io.github.backpropbench.results;

import org.jspecify.annotations.Nullable;

/**
 * What a run does after its first rounds: it measures further forks of the cells whose intervals
 * are still too wide, until none is or the time is up.
 *
 * @param budgetSeconds the time of all forks together, including the first rounds; null if the run
 *     ends after these
 * @param precisionTarget half the width of a 95 % interval as a share, such as 0.02; null exactly
 *     if there is no budget
 */
public record Effort(@Nullable Double budgetSeconds, @Nullable Double precisionTarget) {
  /** Nothing after the first rounds. */
  public static final Effort FIXED = new Effort(null, null);

  public Effort {
    if ((budgetSeconds == null) != (precisionTarget == null)) {
      throw new IllegalArgumentException("a budget and a precision target belong together");
    }
    requirePositive("budget", budgetSeconds);
    requirePositive("precision target", precisionTarget);
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
}
