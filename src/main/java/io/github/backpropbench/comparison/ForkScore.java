package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.Undisturbed;
import java.util.Arrays;
import java.util.Collection;

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
    return sign(direction) * Undisturbed.time(times(iterations, direction));
  }

  /** How a fork went on, by its iterations in their order; see {@link Undisturbed#stages}. */
  static double[] stages(Collection<Double> iterations, Direction direction) {
    return Arrays.stream(Undisturbed.stages(times(iterations, direction)))
        .map(time -> sign(direction) * time)
        .toArray();
  }

  private static double[] times(Collection<Double> scores, Direction direction) {
    return scores.stream().mapToDouble(score -> sign(direction) * score).toArray();
  }

  /** Of rates the larger are better: as negative numbers they are in the order of times. */
  private static double sign(Direction direction) {
    return direction == Direction.SMALLER_IS_BETTER ? 1 : -1;
  }
}
