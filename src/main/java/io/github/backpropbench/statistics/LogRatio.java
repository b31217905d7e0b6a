package io.github.backpropbench.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * An estimate of the logarithm of a ratio. On that scale a ratio and its inverse are alike, and
 * what multiplies both of a pair, such as a slow spell of the machine, drops out.
 *
 * @param value the estimate; NaN if there is no sample
 * @param standardError of the estimate; NaN if there are too few samples for one
 * @param degreesOfFreedom of the standard error
 * @param samples the number of samples, or of pairs, that it was made from
 */
public record LogRatio(double value, double standardError, double degreesOfFreedom, int samples) {

  /** How often an interval covers the true ratio. */
  public static final double CONFIDENCE = 0.95;

  /** An estimate whose error cannot be known. */
  static LogRatio withoutError(double value, int samples) {
    return new LogRatio(value, Double.NaN, 0, samples);
  }

  public boolean hasError() {
    return !Double.isNaN(standardError);
  }

  /** The ratio itself with its 95 % interval. */
  public Ratio ratio() {
    if (!hasError()) {
      return new Ratio(Math.exp(value), 0.0, Double.POSITIVE_INFINITY, Double.NaN, samples);
    }
    double reach = student().inverseCumulativeProbability((1 + CONFIDENCE) / 2) * standardError;
    return new Ratio(
        Math.exp(value),
        Math.exp(value - reach),
        Math.exp(value + reach),
        pValue(NoiseFloor.UNKNOWN),
        samples);
  }

  /**
   * How likely an estimate this far from 0 is, at most, if the true ratio is within the floor; NaN
   * if the error cannot be known.
   */
  double pValue(NoiseFloor floor) {
    if (!hasError()) {
      return Double.NaN;
    }
    double beyond = Math.abs(value) - floor.log();
    if (standardError == 0) {
      return beyond > 0 ? 0.0 : 1.0;
    }
    double toTheOtherSide = Math.abs(value) + floor.log();
    return student().cumulativeProbability(-beyond / standardError)
        + student().cumulativeProbability(-toTheOtherSide / standardError);
  }

  private TDistribution student() {
    return new TDistribution(null, degreesOfFreedom);
  }
}
