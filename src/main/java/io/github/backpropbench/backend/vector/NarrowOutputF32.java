package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A network's only output and its squared error, from what goes into the ReLUs of up to four hidden
 * units.
 */
final class NarrowOutputF32 {
  private NarrowOutputF32() {}

  /**
   * Writes the gradient at the output, and the sum of the gradient and that of the squared
   * differences as two vectors.
   *
   * @param hidden a column each {@code stride}, the first one at {@code at}
   * @param units the number of hidden units
   */
  static void pass(
      float[] hidden,
      int at,
      int stride,
      int units,
      float[] weights,
      float bias,
      float[] target,
      int targetAt,
      float[] gradient,
      int length,
      float[] sums,
      int to) {
    float w0 = weights[0];
    float w1 = units > 1 ? weights[1] : 0;
    float w2 = units > 2 ? weights[2] : 0;
    float w3 = units > 3 ? weights[3] : 0;
    int at1 = at + stride;
    int at2 = at + 2 * stride;
    int at3 = at + 3 * stride;
    // For the checks alone, see HiddenPairF32.
    FloatVector.fromArray(SPECIES, sums, to);
    FloatVector.fromArray(SPECIES, sums, to + LANES);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector sum = zero;
    FloatVector error = zero;
    for (int i = 0; i < length; i += LANES) {
      FloatVector h = FloatVector.fromArray(SPECIES, hidden, at + i);
      FloatVector o =
          h.blend(zero, h.compare(VectorOperators.LT, zero))
              .fma(FloatVector.broadcast(SPECIES, w0), FloatVector.broadcast(SPECIES, bias));
      if (units > 1) {
        h = FloatVector.fromArray(SPECIES, hidden, at1 + i);
        o =
            h.blend(zero, h.compare(VectorOperators.LT, zero))
                .fma(FloatVector.broadcast(SPECIES, w1), o);
        if (units > 2) {
          h = FloatVector.fromArray(SPECIES, hidden, at2 + i);
          o =
              h.blend(zero, h.compare(VectorOperators.LT, zero))
                  .fma(FloatVector.broadcast(SPECIES, w2), o);
          if (units > 3) {
            h = FloatVector.fromArray(SPECIES, hidden, at3 + i);
            o =
                h.blend(zero, h.compare(VectorOperators.LT, zero))
                    .fma(FloatVector.broadcast(SPECIES, w3), o);
          }
        }
      }
      FloatVector difference =
          TYPE.cast(o).sub(FloatVector.fromArray(SPECIES, target, targetAt + i));
      error = difference.fma(difference, error);
      FloatVector d = difference.add(difference);
      sum = sum.add(d);
      d.intoArray(gradient, at + i);
    }
    TYPE.cast(sum).intoArray(sums, to);
    TYPE.cast(error).intoArray(sums, to + LANES);
  }
}
