package io.github.backpropbench.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The ratio of two quantities that were measured side by side: Student's t on the logarithms of the
 * pairs' ratios. The logarithm makes a ratio and its inverse alike, and pairing takes out what both
 * of a pair have in common, such as a slow spell of the machine.
 */
public final class PairedRatio {
  /** How often the interval covers the true ratio. */
  public static final double CONFIDENCE = 0.95;

  private PairedRatio() {}

  /**
   * Numerator by denominator, pair by pair.
   *
   * @param numerators positive, one a pair
   * @param denominators positive, one a pair, in the same order
   * @throws IllegalArgumentException if the lengths differ
   */
  public static Ratio of(double[] numerators, double[] denominators) {
    if (numerators.length != denominators.length) {
      throw new IllegalArgumentException(
          "pairs need as many numerators as denominators, not "
              + numerators.length
              + " and "
              + denominators.length);
    }
    SummaryStatistics logs = new SummaryStatistics();
    for (int i = 0; i < numerators.length; i++) {
      logs.addValue(Math.log(numerators[i] / denominators[i]));
    }
    int pairs = numerators.length;
    if (pairs < 2) {
      double value = pairs == 0 ? Double.NaN : Math.exp(logs.getMean());
      return new Ratio(value, 0.0, Double.POSITIVE_INFINITY, Double.NaN, pairs);
    }
    TDistribution student = new TDistribution(null, pairs - 1);
    double standardError = logs.getStandardDeviation() / Math.sqrt(pairs);
    double reach = student.inverseCumulativeProbability((1 + CONFIDENCE) / 2) * standardError;
    return new Ratio(
        Math.exp(logs.getMean()),
        Math.exp(logs.getMean() - reach),
        Math.exp(logs.getMean() + reach),
        pValue(student, logs.getMean(), standardError),
        pairs);
  }

  private static double pValue(TDistribution student, double mean, double standardError) {
    if (standardError == 0) {
      return mean == 0 ? 1.0 : 0.0;
    }
    return 2 * student.cumulativeProbability(-Math.abs(mean / standardError));
  }
}
