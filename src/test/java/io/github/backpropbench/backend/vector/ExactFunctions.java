package io.github.backpropbench.backend.vector;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Exponential and logarithm by their series, to far more digits than a float64 has. */
final class ExactFunctions {
  private static final MathContext DIGITS = new MathContext(60);

  private static final BigDecimal LN2 = logarithmOfTwo();

  /** An argument is halved so often before its series, and the result squared as often. */
  private static final int HALVINGS = 10;

  private ExactFunctions() {}

  /** eˣ of a finite number. */
  static BigDecimal exp(double x) {
    BigDecimal exact = new BigDecimal(x);
    int n = exact.divide(LN2, DIGITS).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    BigDecimal r = exact.subtract(LN2.multiply(BigDecimal.valueOf(n)), DIGITS);
    r = r.divide(BigDecimal.valueOf(1L << HALVINGS), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; i <= 20; i++) {
      term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum.multiply(BigDecimal.valueOf(2).pow(n, DIGITS), DIGITS);
  }

  /**
   * ln x of a positive number: y of float64, which is off by about 1e-16 of its size, and the
   * logarithm of x·e⁻ʸ, whose series needs three terms.
   */
  static BigDecimal log(double x) {
    double y = StrictMath.log(x);
    BigDecimal error = new BigDecimal(x).multiply(exp(-y), DIGITS).subtract(BigDecimal.ONE);
    BigDecimal square = error.multiply(error, DIGITS);
    return new BigDecimal(y)
        .add(error)
        .subtract(square.divide(BigDecimal.valueOf(2)))
        .add(square.multiply(error).divide(BigDecimal.valueOf(3), DIGITS));
  }

  /** 2·artanh(1/3). */
  private static BigDecimal logarithmOfTwo() {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 1; i < 200; i += 2) {
      BigDecimal power = BigDecimal.valueOf(3).pow(i).multiply(BigDecimal.valueOf(i));
      sum = sum.add(BigDecimal.valueOf(2).divide(power, DIGITS));
    }
    return sum;
  }
}
