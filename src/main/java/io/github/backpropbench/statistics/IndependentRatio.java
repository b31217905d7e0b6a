package io.github.backpropbench.statistics;

/** The ratio of two quantities measured independently, by Student's t on the logarithms. */
public final class IndependentRatio {
  private IndependentRatio() {}

  /**
   * Numerator divided by denominator, each with its own variance (Welch, 1947); without an error if
   * one of them has none.
   */
  public static LogRatio of(LogSample numerator, LogSample denominator) {
    double value = numerator.mean() - denominator.mean();
    int samples = Math.min(numerator.count(), denominator.count());
    if (!numerator.hasError() || !denominator.hasError()) {
      return LogRatio.withoutError(value, samples);
    }
    double above = numerator.squaredError();
    double below = denominator.squaredError();
    double squaredError = above + below;
    double degreesOfFreedom =
        squaredError == 0
            ? numerator.degreesOfFreedom() + denominator.degreesOfFreedom()
            : squaredError
                * squaredError
                / (above * above / numerator.degreesOfFreedom()
                    + below * below / denominator.degreesOfFreedom());
    return new LogRatio(value, Math.sqrt(squaredError), degreesOfFreedom, samples);
  }

  /**
   * The sample of two sides of which only the means may differ: its variance, with the degrees of
   * freedom of both. Without one if a side has none.
   */
  public static LogSample pooled(LogSample numerator, LogSample denominator) {
    double value = numerator.mean() - denominator.mean();
    int samples = Math.min(numerator.count(), denominator.count());
    if (!numerator.hasError() || !denominator.hasError()) {
      return new LogSample(value, Double.NaN, 0, samples);
    }
    double degreesOfFreedom = numerator.degreesOfFreedom() + denominator.degreesOfFreedom();
    double squares =
        numerator.degreesOfFreedom() * numerator.variance()
            + denominator.degreesOfFreedom() * denominator.variance();
    return new LogSample(value, squares / degreesOfFreedom, degreesOfFreedom, samples);
  }

  /**
   * Numerator divided by denominator, whose numbers scatter alike.
   *
   * @param variance of both, as {@link #pooled} estimates it
   */
  public static LogRatio of(LogSample numerator, LogSample denominator, LogSample variance) {
    double squaredError =
        variance.variance() / numerator.count() + variance.variance() / denominator.count();
    return variance.hasError()
        ? new LogRatio(
            variance.mean(), Math.sqrt(squaredError), variance.degreesOfFreedom(), variance.count())
        : LogRatio.withoutError(variance.mean(), variance.count());
  }
}
