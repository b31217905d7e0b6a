package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.Undisturbed;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.UnaryOperator;

/** The score of a fork by those of its iterations, whichever scores are better. */
public final class ForkScore {
  private ForkScore() {}

  /**
   * The second best of at least ten iterations, the median of fewer; see {@link
   * Undisturbed#time(double[])}.
   *
   * @param iterations the scores, at least one
   */
  public static double of(Collection<Double> iterations, Direction direction) {
    return asTimes(iterations, direction, times -> new double[] {Undisturbed.time(times)})[0];
  }

  /** How a fork went on, by its iterations in their order; see {@link Undisturbed#stages}. */
  static double[] stages(Collection<Double> iterations, Direction direction) {
    return asTimes(iterations, direction, Undisturbed::stages);
  }

  /** Of rates the larger are better: as negative numbers they are in the order of times. */
  private static double[] asTimes(
      Collection<Double> scores, Direction direction, UnaryOperator<double[]> summary) {
    double sign = direction == Direction.SMALLER_IS_BETTER ? 1 : -1;
    double[] times = scores.stream().mapToDouble(score -> sign * score).toArray();
    return Arrays.stream(summary.apply(times)).map(time -> sign * time).toArray();
  }
}
