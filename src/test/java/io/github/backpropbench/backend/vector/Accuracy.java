package io.github.backpropbench.backend.vector;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * How far a function of an array is from the true values, in units in the last place; an infinity
 * in place of a finite value counts as the first number that is too large for the format.
 */
final class Accuracy {
  /** Small, so that the function is compiled after few numbers. */
  private static final int BLOCK = 64;

  private Accuracy() {}

  /** A function of whole vectors in float32. */
  interface FunctionF32 {
    void apply(float[] from, float[] into, int start, int end);
  }

  /** A function of whole vectors in float64. */
  interface FunctionF64 {
    void apply(double[] from, double[] into, int start, int end);
  }

  /** The true values of a function where it is finite. */
  interface Exact {
    BigDecimal of(double x);
  }

  static float[] values(FunctionF32 function, float... x) {
    float[] from = Arrays.copyOf(x, SpeciesF32.padded(x.length));
    float[] into = new float[from.length];
    function.apply(from, into, 0, from.length);
    return Arrays.copyOf(into, x.length);
  }

  static double[] values(FunctionF64 function, double... x) {
    double[] from = Arrays.copyOf(x, SpeciesF64.padded(x.length));
    double[] into = new double[from.length];
    function.apply(from, into, 0, from.length);
    return Arrays.copyOf(into, x.length);
  }

  /**
   * The worst error over every {@code step}-th of all bit patterns of float32: normal and subnormal
   * numbers, infinities and NaNs of both signs.
   *
   * @param exact the function in float64
   */
  static double worst(FunctionF32 function, DoubleUnaryOperator exact, int step) {
    float[] x = new float[BLOCK];
    float[] y = new float[BLOCK];
    double worst = 0;
    for (long bits = 0; bits < 1L << Integer.SIZE; bits += (long) BLOCK * step) {
      for (int i = 0; i < BLOCK; i++) {
        x[i] = Float.intBitsToFloat((int) (bits + (long) i * step));
      }
      function.apply(x, y, 0, BLOCK);
      for (int i = 0; i < BLOCK; i++) {
        worst = Math.max(worst, error(y[i], exact.applyAsDouble(x[i])));
      }
    }
    return worst;
  }

  /** The worst error at some points, at all of which the function is finite. */
  static double worst(FunctionF64 function, Exact exact, double... x) {
    double[] y = values(function, x);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      worst = Math.max(worst, error(y[i], exact.of(x[i])));
    }
    return worst;
  }

  private static double error(float actual, double exact) {
    double value = withinRange(actual);
    double wanted = withinRange(exact);
    float size = Math.min((float) Math.abs(wanted), Float.MAX_VALUE);
    double error = Math.abs(value - wanted) / Math.ulp(size);
    if (Double.isNaN(value) && Double.isNaN(wanted)) {
      return 0;
    }
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  /** What is too large for a float32 is taken for the first such number. */
  private static double withinRange(double x) {
    return Math.max(-0x1p128, Math.min(x, 0x1p128));
  }

  private static double error(double actual, BigDecimal exact) {
    if (Double.isNaN(actual)) {
      return Double.POSITIVE_INFINITY;
    }
    BigDecimal value =
        Double.isInfinite(actual)
            ? BigDecimal.valueOf(2).pow(1024).multiply(BigDecimal.valueOf(Math.signum(actual)))
            : new BigDecimal(actual);
    double size = Math.min(Math.abs(exact.doubleValue()), Double.MAX_VALUE);
    return value
        .subtract(exact)
        .abs()
        .divide(new BigDecimal(Math.ulp(size)), MathContext.DECIMAL64)
        .doubleValue();
  }
}
