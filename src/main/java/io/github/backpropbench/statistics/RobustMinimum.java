package io.github.backpropbench.statistics;

import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * The undisturbed time of something that was measured repeatedly in one JVM.
 *
 * <p>Other work on the machine makes times longer, never shorter, and mostly lasts milliseconds. Of
 * many short measurements some escape it, and those show the time of the code alone (Chen and
 * Revels, 2016). A few long ones show only what is typical.
 */
public final class RobustMinimum {
  /** With at least this many measurements, some escape disturbance. */
  public static final int MANY = 10;

  private RobustMinimum() {}

  /**
   * The second shortest of at least ten times, as the shortest may be a clock error; the median of
   * fewer.
   *
   * @param times at least one
   */
  public static double of(double[] times) {
    if (times.length < MANY) {
      return new Median().evaluate(times);
    }
    double least = Double.POSITIVE_INFINITY;
    double second = Double.POSITIVE_INFINITY;
    for (double time : times) {
      second = Math.min(second, Math.max(least, time));
      least = Math.min(least, time);
    }
    return second;
  }
}
