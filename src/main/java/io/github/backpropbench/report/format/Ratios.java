package io.github.backpropbench.report.format;

import io.github.backpropbench.statistics.Ratio;

/** Ratios with their intervals, in tables and in words. */
public final class Ratios {
  /** From here on, a factor reads better than a percentage. */
  private static final double TIMES = 3;

  private Ratios() {}

  /** {@code 1.12 (1.10–1.14)}. */
  public static String withInterval(Ratio ratio) {
    return Figures.ratio(ratio.value()) + " (" + interval(ratio) + ")";
  }

  /** {@code 1.10–1.14}. */
  public static String interval(Ratio ratio) {
    return ratio.hasInterval()
        ? Figures.ratio(ratio.low()) + "–" + Figures.ratio(ratio.high())
        : "no interval";
  }

  /** A ratio of times as a cost: {@code +12 %}, {@code ×3.40}. */
  public static String change(double ratio) {
    if (ratio >= TIMES) {
      return "×" + Figures.ratio(ratio);
    }
    return (ratio < 1 ? "-" : "+") + Figures.percent(Math.abs(ratio - 1));
  }
}
