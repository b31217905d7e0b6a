package io.github.backpropbench.results;

import java.time.Duration;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How often and how long.
 *
 * @param count the number of iterations
 * @param milliseconds the time of one iteration; 0 for a single-shot benchmark, which runs once
 */
public record Iterations(int count, long milliseconds) {
  /** An iteration holds so many calls, but is at most so many times as long for it. */
  private static final int CALLS = 32;

  private static final int LONGEST = 5;

  public Iterations {
    if (count < 0 || milliseconds < 0) {
      throw new IllegalArgumentException(
          "iterations have a count and a time of at least 0, not " + count + " × " + milliseconds);
    }
  }

  /** As long each, and as many more of them as last at least so long; a single shot stays. */
  public Iterations lasting(Duration atLeast) {
    if (milliseconds == 0) {
      return this;
    }
    int enough = Math.toIntExact((atLeast.toMillis() + milliseconds - 1) / milliseconds);
    return new Iterations(Math.max(count, enough), milliseconds);
  }

  /**
   * For calls of that time: longer iterations, if it takes them to hold a number of calls, and
   * fewer then, to last as long in all. So what happens in each tenth call, say, is in each
   * iteration.
   *
   * @param least how many iterations are left at least, if there are so many
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
