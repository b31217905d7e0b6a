package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.Verdict;
import java.util.Set;

/** Which scores are better: read from the mode of a measurement, never assumed. */
public enum Direction {
  SMALLER_IS_BETTER,
  LARGER_IS_BETTER;

  private static final String THROUGHPUT = "thrpt";

  /** JMH's label of a benchmark that is called once in an iteration. */
  static final String SINGLE_SHOT = "ss";

  private static final Set<String> TIMES = Set.of("avgt", "sample", SINGLE_SHOT);

  /** Whether JMH has a mode with this short label. */
  public static boolean isMode(String mode) {
    return mode.equals(THROUGHPUT) || TIMES.contains(mode);
  }

  /**
   * The direction of one of JMH's modes by its short label.
   *
   * @throws IllegalArgumentException if there is no such mode
   */
  public static Direction ofMode(String mode) {
    if (mode.equals(THROUGHPUT)) {
      return LARGER_IS_BETTER;
    }
    if (TIMES.contains(mode)) {
      return SMALLER_IS_BETTER;
    }
    throw new IllegalArgumentException(
        "'" + mode + "' is not a mode of JMH; those are thrpt, avgt, sample and ss");
  }

  /**
   * The verdict on the numerator of a ratio of scores.
   *
   * @param adjustedPValue of the ratio within its family; NaN if its error cannot be known
   */
  Verdict verdict(LogRatio ratio, double adjustedPValue) {
    if (Double.isNaN(adjustedPValue)) {
      return Verdict.CANNOT_TELL;
    }
    if (adjustedPValue > Family.FALSE_ALARMS) {
      return Verdict.NO_DIFFERENCE_SHOWN;
    }
    boolean larger = ratio.value() > 0;
    return larger == (this == LARGER_IS_BETTER) ? Verdict.FASTER : Verdict.SLOWER;
  }

  /** Converts a ratio of scores to one of costs, where larger is worse; and back. */
  LogRatio ofCost(LogRatio ratio) {
    return this == SMALLER_IS_BETTER ? ratio : ratio.inverse();
  }
}
