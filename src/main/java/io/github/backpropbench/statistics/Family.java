package io.github.backpropbench.statistics;

import java.util.List;

/** Ratios that are judged together: the chance of even one false alarm is that of all of them. */
public final class Family {
  /** How likely even one false alarm among equal things may be. */
  public static final double FALSE_ALARMS = 0.05;

  private Family() {}

  /**
   * For each ratio, how likely it is at most that one this far from 1 comes up anywhere in the
   * family by chance; 1 for one that does not exceed the floor, and NaN where the samples are too
   * few. A difference is shown if it is at most {@link #FALSE_ALARMS}.
   */
  public static double[] adjustedPValues(List<LogRatio> ratios, NoiseFloor floor) {
    return adjustedPValues(ratios, floor, 0);
  }

  /**
   * The same for differences of more than a threshold: it is not enough that the ratio exceeds it,
   * its interval must.
   *
   * @param threshold 0.03 for 3 %
   */
  public static double[] adjustedPValues(
      List<LogRatio> ratios, NoiseFloor floor, double threshold) {
    return Holm.adjust(
        ratios.stream().mapToDouble(ratio -> pValue(ratio, floor, threshold)).toArray());
  }

  private static double pValue(LogRatio ratio, NoiseFloor floor, double threshold) {
    return ratio.hasError() && Math.abs(ratio.value()) <= floor.log()
        ? 1.0
        : ratio.pValue(Math.log1p(threshold));
  }
}
