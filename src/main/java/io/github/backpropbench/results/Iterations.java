package io.github.backpropbench.results;

import java.time.Duration;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The number and length of a fork's warm-up or measurement iterations.
 *
 * @param count the number of iterations
 * @param milliseconds the time of one iteration; 0 for a single-shot benchmark, which runs once
 */
public record Iterations(int count, long milliseconds) {
  /** The number of calls that an iteration should hold. */
  private static final int CALLS = 32;

  /** By how much an iteration may be lengthened to hold that many calls. */
  private static final int LONGEST = 5;

  public Iterations {
    if (count < 0 || milliseconds < 0) {
      throw new IllegalArgumentException(
          "iterations have a count and a time of at least 0, not " + count + " × " + milliseconds);
    }
  }

  /**
   * Enough iterations of this length for at least the given time; a single shot is left as it is.
   */
  public Iterations lasting(Duration atLeast) {
    if (milliseconds == 0) {
      return this;
    }
    int enough = Math.toIntExact((atLeast.toMillis() + milliseconds - 1) / milliseconds);
    return new Iterations(Math.max(count, enough), milliseconds);
  }

  /**
   * For calls of the given duration: iterations long enough to hold a number of calls, and fewer of
   * them, so that the total time stays the same. An event that comes with every tenth call, say,
   * then falls into every iteration.
   *
   * @param least the number of iterations below which the count is not reduced
   */
  public Iterations ofCallsLasting(Duration call, int least) {
    if (milliseconds == 0 || count <= least) {
      return this;
    }
    long longer =
        Math.max(
            milliseconds, Math.min(CALLS * call.toNanos() / 1_000_000, LONGEST * milliseconds));
    long fitting = count * milliseconds / Math.max(longer, call.toMillis());
    return new Iterations((int) Math.max(least, fitting), longer);
  }

  /** The time of one iteration, for JMH's options. */
  public TimeValue time() {
    return TimeValue.milliseconds(milliseconds);
  }
}
