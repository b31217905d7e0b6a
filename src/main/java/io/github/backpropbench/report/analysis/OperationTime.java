package io.github.backpropbench.report.analysis;

import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.statistics.Ratio;

/**
 * The time of one operation.
 *
 * @param nanoseconds the geometric mean of the forks' scores
 * @param relativeError half of its 95 % interval, as a share of it; NaN of one fork
 */
public record OperationTime(double nanoseconds, double relativeError) {
  private static final double NANOSECONDS_A_SECOND = 1e9;

  static OperationTime of(Ratio forkMean) {
    return new OperationTime(forkMean.value(), forkMean.relativeHalfWidth());
  }

  /** {@code ±0.4 %}; empty if there is none. Two forks that differ tell next to nothing. */
  public String errorText() {
    if (Double.isNaN(relativeError)) {
      return "";
    }
    return relativeError > 1 ? "±>100 %" : "±" + Figures.percent(relativeError);
  }

  /** How many of something are done in a second if an operation does so many. */
  public double perSecond(double perOperation) {
    return perOperation * NANOSECONDS_A_SECOND / nanoseconds;
  }
}
