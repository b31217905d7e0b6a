package io.github.backpropbench.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * The time of something by many measurements of it in one JVM.
 *
 * <p>What else a machine does makes times longer, never shorter, and most of it lasts for
 * milliseconds. Of many short measurements some were left alone, and these tell of the code and not
 * of its neighbours (Chen and Revels, 2016). A few long ones tell only what is usual.
 */
public final class Undisturbed {
  /** From so many measurements on, some were left alone. */
  public static final int MANY = 10;

  /** The parts of many measurements that are held against each other. */
  private static final int STAGES = 5;

  private Undisturbed() {}

  /**
   * The second shortest of at least ten times, as the shortest may be an error of the clock; the
   * median of fewer.
   *
   * @param times at least one
   */
  public static double time(double[] times) {
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

  /** How they went on: the shortest of each fifth of many times; a few times as they are. */
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
