package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/**
 * A network's last layer, of at most four inputs, with its squared error: one pass over the batch
 * per output, which computes error and gradient while the output is still in a register.
 */
final class NarrowSquaredErrorF32 {
  private NarrowSquaredErrorF32() {}

  /** Whether a layer of input a is such a one, for more than one sample. */
  static boolean suits(VectorMatrixF32 a) {
    return !a.isRow() && NarrowLayers.squaredError(a.columns);
  }

  /** See {@code MatrixKernel.affineSquaredError}. */
  static double compute(
      VectorMatrixF32 a,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 row,
      VectorMatrixF32 target,
      VectorMatrixF32 out,
      VectorMatrixF32 gradient) {
    double sum = 0;
    for (int j = 0; j < out.columns; j++) {
      sum +=
          column(
              a.values,
              a.stride,
              a.columns,
              b.values,
              j * b.stride,
              row == null ? 0 : row.values[j],
              target.values,
              out.values,
              gradient.values,
              j * out.stride,
              a.rows);
    }
    return sum;
  }

  private static float column(
      float[] a,
      int a1,
      int depth,
      float[] b,
      int at,
      float start,
      float[] target,
      float[] out,
      float[] gradient,
      int to,
      int length) {
    float b0 = b[at];
    float b1 = depth > 1 ? b[at + 1] : 0;
    float b2 = depth > 2 ? b[at + 2] : 0;
    float b3 = depth > 3 ? b[at + 3] : 0;
    int a2 = 2 * a1;
    int a3 = 3 * a1;
    VectorMask<Float> lastLanes = SpeciesF32.lastLanes(length);
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector last = sum;
    for (int i = 0; i < length; i += LANES) {
      FloatVector s =
          FloatVector.fromArray(SPECIES, a, i)
              .fma(FloatVector.broadcast(SPECIES, b0), FloatVector.broadcast(SPECIES, start));
      if (depth > 1) {
        s = FloatVector.fromArray(SPECIES, a, a1 + i).fma(FloatVector.broadcast(SPECIES, b1), s);
        if (depth > 2) {
          s = FloatVector.fromArray(SPECIES, a, a2 + i).fma(FloatVector.broadcast(SPECIES, b2), s);
          if (depth > 3) {
            s =
                FloatVector.fromArray(SPECIES, a, a3 + i)
                    .fma(FloatVector.broadcast(SPECIES, b3), s);
          }
        }
      }
      s = TYPE.cast(s);
      s.intoArray(out, to + i);
      FloatVector difference = s.sub(FloatVector.fromArray(SPECIES, target, to + i));
      difference.add(difference).intoArray(gradient, to + i);
      last = sum;
      sum = difference.fma(difference, sum);
    }
    return TYPE.cast(last).blend(TYPE.cast(sum), lastLanes).reduceLanes(VectorOperators.ADD);
  }
}
