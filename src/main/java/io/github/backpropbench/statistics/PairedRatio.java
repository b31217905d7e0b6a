package io.github.backpropbench.statistics;

/**
 * The ratio of two quantities measured side by side. Pairing cancels what both have in common, such
 * as a slow spell of the machine.
 */
public final class PairedRatio {
  private PairedRatio() {}

  /**
   * Numerator divided by denominator, pair by pair.
   *
   * @param numerators positive, one per pair
   * @param denominators positive, one per pair, in the same order
   * @throws IllegalArgumentException if the lengths differ
   */
  public static LogRatio of(double[] numerators, double[] denominators) {
    return of(sample(numerators, denominators));
  }

  /** As {@link #of(double[], double[])}, given the {@link #sample} of the pairs' ratios. */
  public static LogRatio of(LogSample pairs) {
    return pairs.hasError()
        ? new LogRatio(
            pairs.mean(), Math.sqrt(pairs.squaredError()), pairs.degreesOfFreedom(), pairs.count())
        : LogRatio.withoutError(pairs.mean(), pairs.count());
  }

  /** The pairs' ratios. */
  public static LogSample sample(double[] numerators, double[] denominators) {
    if (numerators.length != denominators.length) {
      throw new IllegalArgumentException(
          "pairs need as many numerators as denominators, not "
              + numerators.length
              + " and "
              + denominators.length);
    }
    double[] ratios = new double[numerators.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = numerators[i] / denominators[i];
    }
    return LogSample.of(ratios);
  }
}
