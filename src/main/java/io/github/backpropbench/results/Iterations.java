package io.github.backpropbench.results;

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

  /** As long each, but so many times as often. */
  public Iterations times(int factor) {
    return new Iterations(Math.multiplyExact(count, factor), milliseconds);
  }

  /** The time of one iteration, for JMH's options. */
  public TimeValue time() {
    return TimeValue.milliseconds(milliseconds);
  }
}
