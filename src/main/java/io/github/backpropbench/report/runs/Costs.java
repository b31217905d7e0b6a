package io.github.backpropbench.report.runs;

import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.comparison.GroupMean;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;

/** Ratios of times, whatever was measured: above 1 is slower. */
final class Costs {
  private Costs() {}

  /** {@code 0.94 (0.90–0.98)}, marked if no difference was shown. */
  static String text(JudgedSubject cell) {
    return Ratios.withInterval(cost(cell.direction(), cell.judged()))
        + (cell.verdict() == Verdict.NO_DIFFERENCE_SHOWN ? "?" : "");
  }

  /** {@code 0.94 (0.90–0.98)}. */
  static String text(GroupMean mean) {
    return Ratios.withInterval(cost(mean.direction(), mean.judged()));
  }

  /** As a ratio of times. */
  static Ratio cost(Direction direction, Ratio ratio) {
    return direction == Direction.SMALLER_IS_BETTER ? ratio : ratio.inverse();
  }
}
