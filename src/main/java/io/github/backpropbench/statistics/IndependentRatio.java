package io.github.backpropbench.statistics;

/** The ratio of two quantities measured independently, by Welch's t on the logarithms. */
public final class IndependentRatio {
  private IndependentRatio() {}

  /** Numerator divided by denominator; without an error if one of them has none. */
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
}
