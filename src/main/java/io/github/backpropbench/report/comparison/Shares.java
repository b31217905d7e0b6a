package io.github.backpropbench.report.comparison;

import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.statistics.Ratio;
import java.util.Locale;

/** Small differences, with the digits that they need. */
final class Shares {
  private Shares() {}

  /** {@code 3.4 %}. */
  static String percent(double share) {
    return Figures.percent(share);
  }

  /** {@code 1 cell is}, {@code 3 cells are}. */
  static String count(long count, String one, String more) {
    return count + " " + (count == 1 ? one : more);
  }

  /** Three decimals near 1, so that a thousandth is seen. */
  static String ratio(double ratio) {
    return ratio >= 0.1 && ratio < 10
        ? String.format(Locale.ROOT, "%.3f", ratio)
        : Figures.ratio(ratio);
  }

  /** {@code 1.034 (1.021–1.047)}. */
  static String interval(Ratio ratio) {
    return ratio.hasInterval()
        ? ratio(ratio.value()) + " (" + ratio(ratio.low()) + "–" + ratio(ratio.high()) + ")"
        : ratio(ratio.value()) + " (no interval)";
  }
}
