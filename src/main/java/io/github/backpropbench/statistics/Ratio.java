package io.github.backpropbench.statistics;

/**
 * The ratio of two positive quantities, estimated from pairs of samples.
 *
 * @param value the geometric mean of the pairs' ratios; NaN if there is no pair
 * @param low the lower end of the interval; 0 if there are too few pairs for one
 * @param high the upper end of the interval; infinite if there are too few pairs for one
 * @param pValue the probability of a ratio this far from 1 if the quantities are equal; NaN if
 *     there are too few pairs
 * @param pairs the number of pairs
 */
public record Ratio(double value, double low, double high, double pValue, int pairs) {

  /** Whether there are enough pairs for an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(pValue);
  }

  /** Whether the interval excludes 1: by itself, the ratio shows a difference. */
  public boolean excludesOne() {
    return hasInterval() && (low > 1 || high < 1);
  }

  /** Half the interval's width as a share of the ratio, on the log scale: 0.02 for ± 2 %. */
  public double relativeHalfWidth() {
    return hasInterval() ? Math.expm1((Math.log(high) - Math.log(low)) / 2) : Double.NaN;
  }

  /** The ratio the other way round. */
  public Ratio inverse() {
    return new Ratio(1 / value, 1 / high, 1 / low, pValue, pairs);
  }
}
