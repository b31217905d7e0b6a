package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;
import static io.github.backpropbench.backend.vector.LanesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a layer with at most {@value NarrowProductF32#DEEPEST} inputs, for a batch of
 * more than one sample: a pass over each column of what comes from above gives its inner product
 * with each input, and its sum.
 */
final class NarrowGradientF32 {
  private static final int MOST = NarrowProductF32.DEEPEST;

  /** The lanes of the inner products, then those of the sum. */
  private final float[] lanes = new float[(MOST + 1) * LANES];

  static boolean suits(VectorMatrixF32 a) {
    return a.columns <= MOST && !a.isRow();
  }

  /** {@code bGradient = aᵀ·upstream}, {@code rowGradient = Σ} of upstream's rows. */
  void compute(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient) {
    for (int j = 0; j < upstream.columns; j++) {
      add(a.values, a.stride, a.columns - 1, upstream.values, j * upstream.stride, a.rows, lanes);
      for (int i = 0; i < a.columns; i++) {
        bGradient.values[i + j * bGradient.stride] = LaneSumF32.sum(lanes, i * LANES);
      }
      if (rowGradient != null) {
        rowGradient.values[j] = LaneSumF32.sum(lanes, MOST * LANES);
      }
    }
  }

  /** Where there are fewer inputs, the last comes several times: its loads are cheap. */
  private static void add(
      float[] a, int stride, int last, float[] upstream, int from, int length, float[] into) {
    int a1 = Math.min(1, last) * stride;
    int a2 = Math.min(2, last) * stride;
    int a3 = last * stride;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector sum = s0;
    int whole = LanesF32.whole(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, upstream, from + i);
      s0 = FloatVector.fromArray(SPECIES, a, i).fma(x, s0);
      s1 = FloatVector.fromArray(SPECIES, a, a1 + i).fma(x, s1);
      s2 = FloatVector.fromArray(SPECIES, a, a2 + i).fma(x, s2);
      s3 = FloatVector.fromArray(SPECIES, a, a3 + i).fma(x, s3);
      sum = x.add(sum);
    }
    if (whole < length) {
      FloatVector x = FloatVector.fromArray(SPECIES, upstream, from + whole);
      VectorMask<Float> rest = LanesF32.first(length - whole);
      s0 = TYPE.cast(s0).blend(FloatVector.fromArray(SPECIES, a, whole).fma(x, s0), rest);
      s1 = TYPE.cast(s1).blend(FloatVector.fromArray(SPECIES, a, a1 + whole).fma(x, s1), rest);
      s2 = TYPE.cast(s2).blend(FloatVector.fromArray(SPECIES, a, a2 + whole).fma(x, s2), rest);
      s3 = TYPE.cast(s3).blend(FloatVector.fromArray(SPECIES, a, a3 + whole).fma(x, s3), rest);
      sum = TYPE.cast(sum).blend(x.add(sum), rest);
    }
    TYPE.cast(s0).intoArray(into, 0);
    TYPE.cast(s1).intoArray(into, LANES);
    TYPE.cast(s2).intoArray(into, 2 * LANES);
    TYPE.cast(s3).intoArray(into, 3 * LANES);
    TYPE.cast(sum).intoArray(into, MOST * LANES);
  }
}
