package io.github.backpropbench.report.analysis;

import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.statistics.Ratio;

/**
 * The time of one operation.
 *
 * @param nanoseconds the geometric mean of the forks' scores
 * @param relativeError half the width of its 95 % interval as a share of the time; NaN for one fork
 */
public record OperationTime(double nanoseconds, double relativeError) {
  private static final double NANOSECONDS_PER_SECOND = 1e9;

  static OperationTime of(Ratio forkMean) {
    return new OperationTime(forkMean.value(), forkMean.relativeHalfWidth());
  }

  /** {@code ±0.4 %}; empty if there is none. Two forks that differ can give several 100 %. */
  public String errorText() {
    if (Double.isNaN(relativeError)) {
      return "";
    }
    return relativeError > 1 ? "±>100 %" : "±" + Figures.percent(relativeError);
  }

  /** The rate per second of something of which each operation does a given amount. */
  public double perSecond(double perOperation) {
    return perOperation * NANOSECONDS_PER_SECOND / nanoseconds;
  }
}
