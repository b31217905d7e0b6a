package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison.GroupMean;
import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.Locale;

/** Ratios of candidates to baselines, as text. */
final class RatioText {
  private RatioText() {}

  /** Three decimals near 1, so that a thousandth is visible. */
  static String precise(double ratio) {
    return ratio >= 0.1 && ratio < 10
        ? String.format(Locale.ROOT, "%.3f", ratio)
        : Figures.ratio(ratio);
  }

  /** {@code 1.034 (1.021–1.047)}. */
  static String precise(Ratio ratio) {
    return ratio.hasInterval()
        ? "%s (%s–%s)"
            .formatted(precise(ratio.value()), precise(ratio.low()), precise(ratio.high()))
        : precise(ratio.value()) + " (no interval)";
  }

  /** The ratio of times, {@code 0.94 (0.90–0.98)}, with a ? if no difference was shown. */
  static String ofTimes(JudgedSubject cell) {
    return Ratios.withInterval(ofTimes(cell.direction(), cell.judged()))
        + (cell.verdict() == Verdict.NO_DIFFERENCE_SHOWN ? "?" : "");
  }

  /** The ratio of times, {@code 0.94 (0.90–0.98)}. */
  static String ofTimes(GroupMean mean) {
    return Ratios.withInterval(ofTimes(mean.direction(), mean.judged()));
  }

  /** A ratio of scores as one of times, where above 1 is slower. */
  static Ratio ofTimes(Direction direction, Ratio ratio) {
    return direction == Direction.SMALLER_IS_BETTER ? ratio : ratio.inverse();
  }
}
