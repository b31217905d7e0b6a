package io.github.backpropbench.statistics;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The ratio of two quantities that were measured side by side: Student's t on the logarithms of the
 * pairs' ratios. The logarithm makes a ratio and its inverse alike, and pairing takes out what both
 * of a pair have in common, such as a slow spell of the machine.
 */
public final class PairedRatio {
  private PairedRatio() {}

  /**
   * Numerator by denominator, pair by pair.
   *
   * @param numerators positive, one a pair
   * @param denominators positive, one a pair, in the same order
   * @throws IllegalArgumentException if the lengths differ
   */
  public static LogRatio of(double[] numerators, double[] denominators) {
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
      return LogRatio.withoutError(logs.getMean(), pairs);
    }
    return new LogRatio(
        logs.getMean(), logs.getStandardDeviation() / Math.sqrt(pairs), pairs - 1.0, pairs);
  }
}
