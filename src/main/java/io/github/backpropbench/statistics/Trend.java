package io.github.backpropbench.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

/** Whether numbers that were measured one after another rise or fall. */
public final class Trend {
  /** How often a series without a trend is taken for one with a trend. */
  public static final double FALSE_ALARMS = 0.01;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Trend() {}

  /**
   * The p-value of one series, by Mann and Kendall's test in its normal approximation, which is
   * conservative for short series. A series of five or fewer can never be below {@link
   * #FALSE_ALARMS}.
   */
  public static double pValue(double[] series) {
    int n = series.length;
    double rises = 0;
    for (int later = 1; later < n; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        rises += Math.signum(series[later] - series[earlier]);
      }
    }
    double variance = n * (n - 1.0) * (2.0 * n + 5) / 18;
    double beyond = Math.max(0, Math.abs(rises) - 1); // Kendall's correction for steps of 2
    return variance == 0 ? 1.0 : twoSided(beyond / Math.sqrt(variance));
  }

  private static double twoSided(double deviations) {
    return 2 * NORMAL.cumulativeProbability(-deviations);
  }
}
