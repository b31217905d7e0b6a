package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.ExponentialF64.LN2_HIGH;
import static io.github.backpropbench.backend.vector.ExponentialF64.LN2_LOW;
import static io.github.backpropbench.backend.vector.SpeciesF64.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF64.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF64.TYPE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The natural logarithm, within 2 ulp; not derived: {@link LogarithmF32} has a shorter polynomial.
 *
 * <p>With x = 2ᵏ·(1 + f), 1 + f between √½ and √2, and s = f/(2 + f), ln x = k·ln 2 + 2·artanh s.
 * Since f = 2s + s·f, the latter is f − f²/2 + s·(f²/2 + R(s²)), whose first term is exact: for x
 * near 1 nothing cancels.
 */
final class LogarithmF64 {
  /** Lifts a subnormal number into the normal ones. */
  private static final double LIFT = 0x1p54;

  private static final int LIFTED_BY = 54;

  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = 0x000fffffffffffffL;
  private static final long ONE = 0x3ff0000000000000L;

  /** √½. */
  private static final long ROOT_OF_HALF = 0x3fe6a09e667f3bcdL;

  /** An integer of few bits, put into the lowest bits of this number, is added to it. */
  private static final double SHIFT = 0x1p52;

  private static final long SHIFT_BITS = 0x4330000000000000L;
  private static final double BIASED_SHIFT = SHIFT + 1023;

  // (2·artanh(s)/s − 2)/z with z = s², for s up to that of √2, interpolated at Chebyshev's points.
  private static final double C0 = 0.666666666666667;
  private static final double C1 = 0.3999999999989938;
  private static final double C2 = 0.28571428626031065;
  private static final double C3 = 0.2222221112572281;
  private static final double C4 = 0.18182889786191042;
  private static final double C5 = 0.15331699633543858;
  private static final double C6 = 0.14616721179861816;

  private LogarithmF64() {}

  /**
   * {@code into = ln(from)}, element by element; two distinct arrays.
   *
   * @param end a whole number of vectors after the start
   */
  static void log(double[] from, double[] into, int start, int end) {
    logOfPositive(from, into, start, end);
    replaceLimits(from, into, start, end);
  }

  private static void logOfPositive(double[] from, double[] into, int start, int end) {
    DoubleVector biasedShift = DoubleVector.broadcast(SPECIES, BIASED_SHIFT);
    DoubleVector lifted = DoubleVector.broadcast(SPECIES, BIASED_SHIFT + LIFTED_BY);
    DoubleVector c0 = DoubleVector.broadcast(SPECIES, C0);
    DoubleVector c1 = DoubleVector.broadcast(SPECIES, C1);
    DoubleVector c2 = DoubleVector.broadcast(SPECIES, C2);
    DoubleVector c3 = DoubleVector.broadcast(SPECIES, C3);
    DoubleVector c4 = DoubleVector.broadcast(SPECIES, C4);
    DoubleVector c5 = DoubleVector.broadcast(SPECIES, C5);
    DoubleVector c6 = DoubleVector.broadcast(SPECIES, C6);
    DoubleVector lift = DoubleVector.broadcast(SPECIES, LIFT);
    DoubleVector ln2High = DoubleVector.broadcast(SPECIES, LN2_HIGH);
    DoubleVector ln2Low = DoubleVector.broadcast(SPECIES, LN2_LOW);
    for (int i = start; i < end; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, from, i);
      VectorMask<Double> subnormal = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
      LongVector bits =
          x.blend(x.mul(lift), subnormal).reinterpretAsLongs().add(ONE - ROOT_OF_HALF);
      DoubleVector k =
          bits.lanewise(VectorOperators.LSHR, FRACTION_BITS)
              .or(SHIFT_BITS)
              .reinterpretAsDoubles()
              .sub(biasedShift.blend(lifted, subnormal));
      DoubleVector f = bits.and(FRACTION).add(ROOT_OF_HALF).reinterpretAsDoubles().sub(1);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector p = c6.fma(z, c5).fma(z, c4).fma(z, c3).fma(z, c2);
      p = p.fma(z, c1).fma(z, c0).mul(z);
      DoubleVector halfSquare = f.mul(f).mul(0.5);
      DoubleVector rest = s.fma(p.add(halfSquare), k.mul(ln2Low)).sub(halfSquare);
      DoubleVector log = k.fma(ln2High, f.add(rest));
      // So long a loop is inlined in several steps; the cast tells the first what is stored.
      TYPE.cast(log).intoArray(into, i);
    }
  }

  /** Puts right what is not the logarithm of a positive number. */
  private static void replaceLimits(double[] from, double[] into, int start, int end) {
    for (int i = start; i < end; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, from, i);
      DoubleVector log = DoubleVector.fromArray(SPECIES, into, i);
      log = x.blend(log, x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY));
      log = log.blend(Double.NaN, x.compare(VectorOperators.LT, 0));
      log.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0)).intoArray(into, i);
    }
  }
}
