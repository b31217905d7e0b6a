package io.github.backpropbench.report.analysis;

import io.github.backpropbench.results.Score;
import java.util.Collection;

/**
 * The mean time of one operation.
 *
 * @param nanoseconds the mean over all iterations of all forks
 * @param relativeError JMH's error at 99.9 % as a share of the mean; NaN if there are too few
 *     iterations for one
 */
public record OperationTime(double nanoseconds, double relativeError) {
  private static final double NANOSECONDS_A_SECOND = 1e9;

  static OperationTime of(Collection<Double> nanoseconds) {
    Score score = Score.mean(nanoseconds);
    return new OperationTime(score.value(), score.error() / score.value());
  }

  /** How many of something are done in a second if an operation does so many. */
  public double perSecond(double perOperation) {
    return perOperation * NANOSECONDS_A_SECOND / nanoseconds;
  }
}
