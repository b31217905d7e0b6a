package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;
import static io.github.backpropbench.backend.vector.LanesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a layer with at most {@value NarrowProductF32#DEEPEST} inputs, for a batch of
 * more than one sample: a pass over each two columns of what comes from above gives their inner
 * products with each input, and their sums.
 */
final class NarrowGradientF32 {
  private static final int MOST = NarrowProductF32.DEEPEST;

  /** For each of two columns, the lanes of its inner products, then those of its sum. */
  private final float[] lanes = new float[2 * (MOST + 1) * LANES];

  static boolean suits(VectorMatrixF32 a) {
    return a.columns <= MOST && !a.isRow();
  }

  /** {@code bGradient = aᵀ·upstream}, {@code rowGradient = Σ} of upstream's rows. */
  void compute(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient) {
    int last = upstream.columns - 1;
    for (int j = 0; j <= last; j += 2) {
      int next = Math.min(j + 1, last);
      add(
          a.values,
          a.stride,
          a.columns - 1,
          upstream.values,
          j * upstream.stride,
          next * upstream.stride,
          a.rows,
          lanes);
      store(0, j, a.columns, bGradient, rowGradient);
      if (next > j) {
        store(MOST + 1, next, a.columns, bGradient, rowGradient);
      }
    }
  }

  /** Adds lanes up, from vector number {@code first} on, for a column of the results. */
  private void store(
      int first,
      int j,
      int count,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient) {
    for (int i = 0; i < count; i++) {
      bGradient.values[i + j * bGradient.stride] = LaneSumF32.sum(lanes, (first + i) * LANES);
    }
    if (rowGradient != null) {
      rowGradient.values[j] = LaneSumF32.sum(lanes, (first + MOST) * LANES);
    }
  }

  /** Where there are fewer inputs, the last comes several times: its loads are cheap. */
  private static void add(
      float[] a,
      int stride,
      int last,
      float[] upstream,
      int left,
      int right,
      int length,
      float[] into) {
    int a1 = Math.min(1, last) * stride;
    int a2 = Math.min(2, last) * stride;
    int a3 = last * stride;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    FloatVector s4 = zero;
    FloatVector t0 = zero;
    FloatVector t1 = zero;
    FloatVector t2 = zero;
    FloatVector t3 = zero;
    FloatVector t4 = zero;
    int whole = LanesF32.whole(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, upstream, left + i);
      FloatVector y = FloatVector.fromArray(SPECIES, upstream, right + i);
      FloatVector column = FloatVector.fromArray(SPECIES, a, i);
      s0 = column.fma(x, s0);
      t0 = column.fma(y, t0);
      column = FloatVector.fromArray(SPECIES, a, a1 + i);
      s1 = column.fma(x, s1);
      t1 = column.fma(y, t1);
      column = FloatVector.fromArray(SPECIES, a, a2 + i);
      s2 = column.fma(x, s2);
      t2 = column.fma(y, t2);
      column = FloatVector.fromArray(SPECIES, a, a3 + i);
      s3 = column.fma(x, s3);
      t3 = column.fma(y, t3);
      s4 = x.add(s4);
      t4 = y.add(t4);
    }
    if (whole < length) {
      VectorMask<Float> rest = LanesF32.first(length - whole);
      FloatVector x = FloatVector.fromArray(SPECIES, upstream, left + whole);
      FloatVector y = FloatVector.fromArray(SPECIES, upstream, right + whole);
      FloatVector column = FloatVector.fromArray(SPECIES, a, whole);
      s0 = TYPE.cast(s0).blend(column.fma(x, s0), rest);
      t0 = TYPE.cast(t0).blend(column.fma(y, t0), rest);
      column = FloatVector.fromArray(SPECIES, a, a1 + whole);
      s1 = TYPE.cast(s1).blend(column.fma(x, s1), rest);
      t1 = TYPE.cast(t1).blend(column.fma(y, t1), rest);
      column = FloatVector.fromArray(SPECIES, a, a2 + whole);
      s2 = TYPE.cast(s2).blend(column.fma(x, s2), rest);
      t2 = TYPE.cast(t2).blend(column.fma(y, t2), rest);
      column = FloatVector.fromArray(SPECIES, a, a3 + whole);
      s3 = TYPE.cast(s3).blend(column.fma(x, s3), rest);
      t3 = TYPE.cast(t3).blend(column.fma(y, t3), rest);
      s4 = TYPE.cast(s4).blend(x.add(s4), rest);
      t4 = TYPE.cast(t4).blend(y.add(t4), rest);
    }
    TYPE.cast(s0).intoArray(into, 0);
    TYPE.cast(s1).intoArray(into, LANES);
    TYPE.cast(s2).intoArray(into, 2 * LANES);
    TYPE.cast(s3).intoArray(into, 3 * LANES);
    TYPE.cast(s4).intoArray(into, 4 * LANES);
    TYPE.cast(t0).intoArray(into, 5 * LANES);
    TYPE.cast(t1).intoArray(into, 6 * LANES);
    TYPE.cast(t2).intoArray(into, 7 * LANES);
    TYPE.cast(t3).intoArray(into, 8 * LANES);
    TYPE.cast(t4).intoArray(into, 9 * LANES);
  }
}
