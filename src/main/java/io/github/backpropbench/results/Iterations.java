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

  /** The time of one iteration, for JMH's options. */
  public TimeValue time() {
    return TimeValue.milliseconds(milliseconds);
  }
}
