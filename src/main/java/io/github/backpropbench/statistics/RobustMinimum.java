package io.github.backpropbench.statistics;

import java.util.Arrays;
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

  /** The number of parts into which many measurements are divided to find a trend. */
  private static final int STAGES = 5;

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

  /** The shortest of each fifth of many times, in their order; a few times as they are. */
  public static double[] stages(double[] times) {
    if (times.length < MANY) {
      return times.clone();
    }
    double[] stages = new double[STAGES];
    for (int i = 0; i < STAGES; i++) {
      stages[i] =
          Arrays.stream(times, i * times.length / STAGES, (i + 1) * times.length / STAGES)
              .min()
              .orElseThrow();
    }
    return stages;
  }
}
