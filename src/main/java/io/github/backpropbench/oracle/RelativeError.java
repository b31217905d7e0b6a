package io.github.backpropbench.oracle;

/**
 * How far an array is from what it should be, as one number.
 *
 * <p>The error of an element is {@code |actual − expected| / max(|expected|, s)}, where s is the
 * root mean square of the expected array: an element that is small because large terms cancelled is
 * judged by the size of its neighbours. An array that should be all zeros must be exactly that. A
 * different length, a NaN, and an infinity where another value was expected are infinitely wrong.
 */
public final class RelativeError {
  /** See {@link #tolerance}. */
  private static final double SAFETY_FACTOR = 32.0;

  private RelativeError() {}

  /** The largest error of an element. */
  public static double worst(double[] actual, double[] expected) {
    return worst(actual, expected, new double[expected.length]);
  }

  /**
   * The largest error of an element, not counting a difference up to its {@code doubt}.
   *
   * @param doubt see {@link NetworkPass#gradientDoubt}; as long as {@code expected}
   */
  public static double worst(double[] actual, double[] expected, double[] doubt) {
    if (actual.length != expected.length || doubt.length != expected.length) {
      return Double.POSITIVE_INFINITY;
    }
    double scale = rootMeanSquare(expected);
    double worst = 0.0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, of(actual[i], expected[i], doubt[i], scale));
    }
    return worst;
  }

  /** The error of a single number. */
  public static double of(double actual, double expected) {
    return of(actual, expected, 0.0, 0.0);
  }

  private static double of(double actual, double expected, double doubt, double scale) {
    if (Double.compare(actual, expected) == 0) {
      return 0.0;
    }
    double difference = Math.max(0.0, Math.abs(actual - expected) - doubt);
    if (difference == 0.0) {
      return 0.0;
    }
    double error = difference / Math.max(Math.abs(expected), scale);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  /**
   * The largest error that rounding explains, for a result whose longest chain of sums has {@code
   * terms} terms; for a whole network, the sum of its inner dimensions.
   *
   * <p>Rounding errors of irregular data are as good as independent: the partial sums of k terms of
   * size t are of size t·√j, each is rounded by at most u times that, and k such errors add up to
   * about u·t·k/2 (Higham, "Accuracy and stability of numerical algorithms", 2nd ed., §2.8 and
   * §4.2), while the result itself is of size t·√k: relative to it, u·√k/2. The factor 32 makes
   * room for the tails of thousands of elements (5 deviations), for the rounding of the inputs, and
   * for results that are a few times smaller than their typical size. A kernel that is wrong, or
   * that computes in float32 where it should in float64, is off by far more.
   *
   * @param unitRoundoff of the format computed in: 2⁻²⁴ or 2⁻⁵³
   */
  public static double tolerance(double unitRoundoff, int terms) {
    return SAFETY_FACTOR * unitRoundoff * Math.sqrt(terms);
  }

  /** The root of the mean of the squares, without overflow. */
  public static double rootMeanSquare(double[] values) {
    double largest = 0.0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0.0 || !Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0.0;
    for (double value : values) {
      // Relative to the largest, so that no square overflows or vanishes.
      sum += (value / largest) * (value / largest);
    }
    return largest * Math.sqrt(sum / values.length);
  }
}
