package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.RobustMinimum;
import java.util.Collection;

/** The score of a fork, computed from its iterations, for times as well as for rates. */
public final class ForkScore {
  private ForkScore() {}

  /**
   * The second best of at least ten iterations, the median of fewer; see {@link
   * RobustMinimum#of(double[])}.
   *
   * @param iterations the scores, at least one
   */
  public static double of(Collection<Double> iterations, Direction direction) {
    return sign(direction) * RobustMinimum.of(times(iterations, direction));
  }

  /** Logarithms of the times of iterations, whether their scores are times or rates. */
  static double[] logTimes(Collection<Double> iterations, Direction direction) {
    return iterations.stream().mapToDouble(score -> sign(direction) * Math.log(score)).toArray();
  }

  private static double[] times(Collection<Double> scores, Direction direction) {
    return scores.stream().mapToDouble(score -> sign(direction) * score).toArray();
  }

  /** The larger rate is better: negated, rates sort like times. */
  private static double sign(Direction direction) {
    return direction == Direction.SMALLER_IS_BETTER ? 1 : -1;
  }
}
