package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF64.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF64.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF64.TYPE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function, within 2 ulp; not derived: {@link ExponentialF32} has a shorter
 * polynomial.
 *
 * <p>With n the integer nearest to x/ln 2 and r = x − n·ln 2, eˣ = 2ⁿ·eʳ. The power of two is
 * multiplied in two halves, since 2ⁿ itself may overflow, and so that a subnormal result is rounded
 * only once.
 */
final class ExponentialF64 {
  /** From here on the result is infinite. */
  private static final double HIGHEST = 710;

  /** From here down the result is 0. */
  private static final double LOWEST = -746;

  private static final double LOG2_E = 1.4426950408889634;

  /** Of so few bits that its products with n are exact. */
  static final double LN2_HIGH = 0x1.62e42fefa38p-1;

  static final double LN2_LOW = 0x1.ef35793c7673p-45;

  /**
   * Added to a small number, leaves it rounded to an integer in the lowest bits of the sum: n +
   * 2046, twice the bias of an exponent.
   */
  private static final double ROUND = 0x1.8p52 + 2046;

  private static final long SIGN_AND_EXPONENT = 0xfff0000000000000L;
  private static final int FRACTION_BITS = 52;

  // (eʳ − 1 − r)/r² for |r| ≤ ln(2)/2, interpolated at Chebyshev's points.
  private static final double C0 = 0.5000000000000001;
  private static final double C1 = 0.16666666666666669;
  private static final double C2 = 0.04166666666662413;
  private static final double C3 = 0.008333333333330062;
  private static final double C4 = 0.0013888888917213717;
  private static final double C5 = 0.00019841269863053618;
  private static final double C6 = 2.4801521295954376e-05;
  private static final double C7 = 2.7557268459997064e-06;
  private static final double C8 = 2.7620088445409746e-07;
  private static final double C9 = 2.510038549551032e-08;

  private ExponentialF64() {}

  /**
   * {@code into = exp(from)}, element by element; the arrays may be the same.
   *
   * @param end a whole number of vectors after the start
   */
  static void exp(double[] from, double[] into, int start, int end) {
    DoubleVector c0 = DoubleVector.broadcast(SPECIES, C0);
    DoubleVector c1 = DoubleVector.broadcast(SPECIES, C1);
    DoubleVector c2 = DoubleVector.broadcast(SPECIES, C2);
    DoubleVector c3 = DoubleVector.broadcast(SPECIES, C3);
    DoubleVector c4 = DoubleVector.broadcast(SPECIES, C4);
    DoubleVector c5 = DoubleVector.broadcast(SPECIES, C5);
    DoubleVector c6 = DoubleVector.broadcast(SPECIES, C6);
    DoubleVector c7 = DoubleVector.broadcast(SPECIES, C7);
    DoubleVector c8 = DoubleVector.broadcast(SPECIES, C8);
    DoubleVector c9 = DoubleVector.broadcast(SPECIES, C9);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector round = DoubleVector.broadcast(SPECIES, ROUND);
    DoubleVector log2E = DoubleVector.broadcast(SPECIES, LOG2_E);
    DoubleVector minusHigh = DoubleVector.broadcast(SPECIES, -LN2_HIGH);
    DoubleVector minusLow = DoubleVector.broadcast(SPECIES, -LN2_LOW);
    DoubleVector highest = DoubleVector.broadcast(SPECIES, HIGHEST);
    DoubleVector lowest = DoubleVector.broadcast(SPECIES, LOWEST);
    for (int i = start; i < end; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, from, i);
      x = x.blend(highest, x.compare(VectorOperators.GT, highest));
      x = x.blend(lowest, x.compare(VectorOperators.LT, lowest));
      DoubleVector rounded = x.fma(log2E, round);
      DoubleVector n = rounded.sub(round);
      DoubleVector r = n.fma(minusLow, n.fma(minusHigh, x));
      DoubleVector p = c9.fma(r, c8).fma(r, c7).fma(r, c6).fma(r, c5);
      p = p.fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      p = p.mul(r).fma(r, r).add(one);
      LongVector bits = rounded.reinterpretAsLongs();
      // The exponents of the halves: the lowest bit of n + 2046 is dropped, then counts for the
      // other.
      LongVector half =
          bits.lanewise(VectorOperators.LSHL, FRACTION_BITS - 1).and(SIGN_AND_EXPONENT);
      LongVector otherHalf = bits.lanewise(VectorOperators.LSHL, FRACTION_BITS).sub(half);
      p = p.mul(half.reinterpretAsDoubles()).mul(otherHalf.reinterpretAsDoubles());
      // So long a loop is inlined in several steps; the cast tells the first what is stored.
      TYPE.cast(p).intoArray(into, i);
    }
  }
}
