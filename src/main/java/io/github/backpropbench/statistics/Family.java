package io.github.backpropbench.statistics;

import java.util.List;

/** Ratios that are judged together: the chance of even one false alarm is that of all of them. */
public final class Family {
  /** How likely even one false alarm among equal things may be. */
  public static final double FALSE_ALARMS = 0.05;

  private Family() {}

  /**
   * For each ratio, how likely it is at most that one this far beyond the floor comes up anywhere
   * in the family by chance; NaN where the samples are too few. A difference is shown if it is at
   * most {@link #FALSE_ALARMS}.
   */
  public static double[] adjustedPValues(List<LogRatio> ratios, NoiseFloor floor) {
    return Holm.adjust(ratios.stream().mapToDouble(ratio -> ratio.pValue(floor)).toArray());
  }
}
