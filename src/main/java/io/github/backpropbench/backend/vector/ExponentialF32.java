package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function, within 4 ulp; not derived: {@link ExponentialF64} has a longer
 * polynomial.
 *
 * <p>With n the integer nearest to x/ln 2 and r = x − n·ln 2, eˣ = 2ⁿ·eʳ. The power of two is
 * multiplied in two halves, since 2ⁿ itself may overflow, and so that a subnormal result is rounded
 * only once.
 */
final class ExponentialF32 {
  /** From here on the result is infinite. */
  private static final float HIGHEST = 89f;

  /** From here down the result is 0. */
  private static final float LOWEST = -104f;

  private static final float LOG2_E = 1.442695f;

  /** Of so few bits that its products with n are exact. */
  static final float LN2_HIGH = 0x1.62ep-1f;

  static final float LN2_LOW = 0x1.0bfbe8p-15f;

  /**
   * Added to a small number, leaves it rounded to an integer in the lowest bits of the sum: n +
   * 254, twice the bias of an exponent.
   */
  private static final float ROUND = 0x1.8p23f + 254;

  private static final int SIGN_AND_EXPONENT = 0xff800000;
  private static final int FRACTION_BITS = 23;

  // (eʳ − 1 − r)/r² for |r| ≤ ln(2)/2, interpolated at Chebyshev's points.
  private static final float C0 = 0.5f;
  private static final float C1 = 0.16666576f;
  private static final float C2 = 0.041666556f;
  private static final float C3 = 0.008363179f;
  private static final float C4 = 0.0013926184f;

  private ExponentialF32() {}

  /**
   * {@code into = exp(from)}, element by element; the arrays may be the same.
   *
   * @param end a whole number of vectors after the start
   */
  static void exp(float[] from, float[] into, int start, int end) {
    FloatVector c0 = FloatVector.broadcast(SPECIES, C0);
    FloatVector c1 = FloatVector.broadcast(SPECIES, C1);
    FloatVector c2 = FloatVector.broadcast(SPECIES, C2);
    FloatVector c3 = FloatVector.broadcast(SPECIES, C3);
    FloatVector c4 = FloatVector.broadcast(SPECIES, C4);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
    FloatVector log2E = FloatVector.broadcast(SPECIES, LOG2_E);
    FloatVector minusHigh = FloatVector.broadcast(SPECIES, -LN2_HIGH);
    FloatVector minusLow = FloatVector.broadcast(SPECIES, -LN2_LOW);
    FloatVector highest = FloatVector.broadcast(SPECIES, HIGHEST);
    FloatVector lowest = FloatVector.broadcast(SPECIES, LOWEST);
    for (int i = start; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      x = x.blend(highest, x.compare(VectorOperators.GT, highest));
      x = x.blend(lowest, x.compare(VectorOperators.LT, lowest));
      FloatVector rounded = x.fma(log2E, round);
      FloatVector n = rounded.sub(round);
      FloatVector r = n.fma(minusLow, n.fma(minusHigh, x));
      FloatVector p = c4.fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      p = p.mul(r).fma(r, r).add(one);
      IntVector bits = rounded.reinterpretAsInts();
      // The exponents of the halves: the lowest bit of n + 254 is dropped, then counts for the
      // other.
      IntVector half =
          bits.lanewise(VectorOperators.LSHL, FRACTION_BITS - 1).and(SIGN_AND_EXPONENT);
      IntVector otherHalf = bits.lanewise(VectorOperators.LSHL, FRACTION_BITS).sub(half);
      p = p.mul(half.reinterpretAsFloats()).mul(otherHalf.reinterpretAsFloats());
      // So long a loop is inlined in several steps; the cast tells the first what is stored.
      TYPE.cast(p).intoArray(into, i);
    }
  }
}
