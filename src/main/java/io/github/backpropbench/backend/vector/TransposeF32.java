package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_EIGHTS;
import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_FOURS;
import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_ONES;
import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_TWOS;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_EIGHT;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_FOUR;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_ONE;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_TWO;
import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Transposes squares of a vector's length: each stage exchanges, in pairs of rows that are a power
 * of two apart, the lanes that are as far apart. Two stages make a pass. Element by element takes
 * twice as long.
 */
final class TransposeF32 {
  private static final int SIXTEEN = 16;

  /** Whether this JVM's vectors have a length for which this is written. */
  static final boolean ENABLED = LANES == 8 || LANES == SIXTEEN;

  private final float[] square = new float[LANES * LANES];

  /**
   * {@code into[to + p·stride + q] = a[at + q·aStride + p]} for p and q below the number of lanes.
   *
   * @param rows how many rows q exist; the others are undefined in the result
   */
  void square(float[] a, int at, int aStride, int rows, float[] into, int to, int stride) {
    if (LANES == SIXTEEN) {
      eightsAndFours(a, at, aStride, rows - 1, square);
    } else {
      fours(a, at, aStride, rows - 1, square);
    }
    twosAndOnes(square, into, to, stride);
  }

  private static void eightsAndFours(float[] a, int at, int aStride, int last, float[] into) {
    for (int q = 0; q < 4; q++) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, at + Math.min(q, last) * aStride);
      FloatVector y = FloatVector.fromArray(SPECIES, a, at + Math.min(q + 4, last) * aStride);
      FloatVector z = FloatVector.fromArray(SPECIES, a, at + Math.min(q + 8, last) * aStride);
      FloatVector w = FloatVector.fromArray(SPECIES, a, at + Math.min(q + 12, last) * aStride);
      FloatVector t;
      t = x.blend(z.rearrange(SWAP_EIGHTS), UPPER_EIGHT);
      z = x.rearrange(SWAP_EIGHTS).blend(z, UPPER_EIGHT);
      x = t;
      t = y.blend(w.rearrange(SWAP_EIGHTS), UPPER_EIGHT);
      w = y.rearrange(SWAP_EIGHTS).blend(w, UPPER_EIGHT);
      y = t;
      t = x.blend(y.rearrange(SWAP_FOURS), UPPER_FOUR);
      y = x.rearrange(SWAP_FOURS).blend(y, UPPER_FOUR);
      x = t;
      t = z.blend(w.rearrange(SWAP_FOURS), UPPER_FOUR);
      w = z.rearrange(SWAP_FOURS).blend(w, UPPER_FOUR);
      z = t;
      x.intoArray(into, q * LANES);
      y.intoArray(into, (q + 4) * LANES);
      z.intoArray(into, (q + 8) * LANES);
      w.intoArray(into, (q + 12) * LANES);
    }
  }

  private static void fours(float[] a, int at, int aStride, int last, float[] into) {
    for (int q = 0; q < 4; q++) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, at + Math.min(q, last) * aStride);
      FloatVector y = FloatVector.fromArray(SPECIES, a, at + Math.min(q + 4, last) * aStride);
      x.blend(y.rearrange(SWAP_FOURS), UPPER_FOUR).intoArray(into, q * LANES);
      x.rearrange(SWAP_FOURS).blend(y, UPPER_FOUR).intoArray(into, (q + 4) * LANES);
    }
  }

  private static void twosAndOnes(float[] from, float[] into, int to, int stride) {
    for (int q = 0; q < LANES; q += 4) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, q * LANES);
      FloatVector y = FloatVector.fromArray(SPECIES, from, (q + 1) * LANES);
      FloatVector z = FloatVector.fromArray(SPECIES, from, (q + 2) * LANES);
      FloatVector w = FloatVector.fromArray(SPECIES, from, (q + 3) * LANES);
      FloatVector t;
      t = x.blend(z.rearrange(SWAP_TWOS), UPPER_TWO);
      z = x.rearrange(SWAP_TWOS).blend(z, UPPER_TWO);
      x = t;
      t = y.blend(w.rearrange(SWAP_TWOS), UPPER_TWO);
      w = y.rearrange(SWAP_TWOS).blend(w, UPPER_TWO);
      y = t;
      t = x.blend(y.rearrange(SWAP_ONES), UPPER_ONE);
      y = x.rearrange(SWAP_ONES).blend(y, UPPER_ONE);
      x = t;
      t = z.blend(w.rearrange(SWAP_ONES), UPPER_ONE);
      w = z.rearrange(SWAP_ONES).blend(w, UPPER_ONE);
      z = t;
      int at = to + q * stride;
      x.intoArray(into, at);
      y.intoArray(into, at + stride);
      z.intoArray(into, at + 2 * stride);
      w.intoArray(into, at + 3 * stride);
    }
  }
}
