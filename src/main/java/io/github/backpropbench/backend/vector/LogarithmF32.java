package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.ExponentialF32.LN2_HIGH;
import static io.github.backpropbench.backend.vector.ExponentialF32.LN2_LOW;
import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The natural logarithm, within 4 ulp; not derived: {@link LogarithmF64} has a longer polynomial.
 *
 * <p>With x = 2ᵏ·(1 + f), 1 + f between √½ and √2, and s = f/(2 + f), ln x = k·ln 2 + 2·artanh s.
 * Since f = 2s + s·f, the latter is f − f²/2 + s·(f²/2 + R(s²)), whose first term is exact: for x
 * near 1 nothing cancels.
 */
final class LogarithmF32 {
  /** Lifts a subnormal number into the normal ones. */
  private static final float LIFT = 0x1p24f;

  private static final int LIFTED_BY = 24;

  private static final int FRACTION_BITS = 23;
  private static final int FRACTION = 0x007fffff;
  private static final int ONE = 0x3f800000;

  /** √½. */
  private static final int ROOT_OF_HALF = 0x3f3504f3;

  /** An integer of few bits, put into the lowest bits of this number, is added to it. */
  private static final float SHIFT = 0x1p23f;

  private static final int SHIFT_BITS = 0x4b000000;
  private static final float BIASED_SHIFT = SHIFT + 127;

  // (2·artanh(s)/s − 2)/z with z = s², for s up to that of √2, interpolated at Chebyshev's points.
  private static final float C0 = 0.6666667f;
  private static final float C1 = 0.40000123f;
  private static final float C2 = 0.28550813f;
  private static final float C3 = 0.23330697f;

  private LogarithmF32() {}

  /**
   * {@code into = ln(from)}, element by element; two distinct arrays.
   *
   * @param end a whole number of vectors after the start
   */
  static void log(float[] from, float[] into, int start, int end) {
    logOfPositive(from, into, start, end);
    replaceLimits(from, into, start, end);
  }

  private static void logOfPositive(float[] from, float[] into, int start, int end) {
    FloatVector biasedShift = FloatVector.broadcast(SPECIES, BIASED_SHIFT);
    FloatVector lifted = FloatVector.broadcast(SPECIES, BIASED_SHIFT + LIFTED_BY);
    FloatVector c0 = FloatVector.broadcast(SPECIES, C0);
    FloatVector c1 = FloatVector.broadcast(SPECIES, C1);
    FloatVector c2 = FloatVector.broadcast(SPECIES, C2);
    FloatVector c3 = FloatVector.broadcast(SPECIES, C3);
    FloatVector lift = FloatVector.broadcast(SPECIES, LIFT);
    FloatVector ln2High = FloatVector.broadcast(SPECIES, LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, LN2_LOW);
    for (int i = start; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
      IntVector bits = x.blend(x.mul(lift), subnormal).reinterpretAsInts().add(ONE - ROOT_OF_HALF);
      FloatVector k =
          bits.lanewise(VectorOperators.LSHR, FRACTION_BITS)
              .or(SHIFT_BITS)
              .reinterpretAsFloats()
              .sub(biasedShift.blend(lifted, subnormal));
      FloatVector f = bits.and(FRACTION).add(ROOT_OF_HALF).reinterpretAsFloats().sub(1);
      FloatVector s = f.div(f.add(2));
      FloatVector z = s.mul(s);
      FloatVector p = c3.fma(z, c2).fma(z, c1).fma(z, c0).mul(z);
      FloatVector halfSquare = f.mul(f).mul(0.5f);
      FloatVector rest = s.fma(p.add(halfSquare), k.mul(ln2Low)).sub(halfSquare);
      FloatVector log = k.fma(ln2High, f.add(rest));
      // So long a loop is inlined in several steps; the cast tells the first what is stored.
      TYPE.cast(log).intoArray(into, i);
    }
  }

  /** Puts right what is not the logarithm of a positive number. */
  private static void replaceLimits(float[] from, float[] into, int start, int end) {
    for (int i = start; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector log = FloatVector.fromArray(SPECIES, into, i);
      log = x.blend(log, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
      log = log.blend(Float.NaN, x.compare(VectorOperators.LT, 0));
      log.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0)).intoArray(into, i);
    }
  }
}
