package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LaneFoldsF32.SWAP_EIGHTHS;
import static io.github.backpropbench.backend.vector.LaneFoldsF32.SWAP_HALVES;
import static io.github.backpropbench.backend.vector.LaneFoldsF32.SWAP_NEIGHBOURS;
import static io.github.backpropbench.backend.vector.LaneFoldsF32.SWAP_QUARTERS;
import static io.github.backpropbench.backend.vector.LaneFoldsF32.UPPER_HALF;
import static io.github.backpropbench.backend.vector.LaneFoldsF32.UPPER_QUARTERS;
import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;
import static io.github.backpropbench.backend.vector.LanesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/**
 * The way back through a layer with one output and at most {@value NarrowProductF32#DEEPEST}
 * inputs, two inputs in a pass over the batch: their inner products with what comes from above, its
 * sum, and what goes on to them.
 */
final class NarrowBackwardF32 {
  /** The sum of what comes from above, and of its products with two inputs, in {@link #sums}. */
  private static final int SUM = LaneFoldsF32.PAY ? LANES / 4 : 2 * LANES;

  private static final int FIRST = 0;
  private static final int SECOND = LaneFoldsF32.PAY ? LANES / 2 : LANES;

  private final float[] sums = new float[3 * LANES];

  static boolean suits(VectorMatrixF32 a, VectorMatrixF32 upstream) {
    return upstream.columns == 1 && a.columns <= NarrowProductF32.DEEPEST && !a.isRow();
  }

  /** As {@code MatrixKernel.affineBackward} says. */
  void compute(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 gate,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient,
      VectorMatrixF32 aGradient) {
    int last = a.columns - 1;
    for (int i = 0; i <= last; i += 2) {
      int next = Math.min(i + 1, last);
      pass(
          a.values,
          i * a.stride,
          next * a.stride,
          upstream.values,
          b.values[i],
          b.values[next],
          gate == null ? null : gate.values,
          aGradient.values,
          a.rows,
          sums);
      bGradient.values[i] = LaneFoldsF32.sum(sums, FIRST);
      if (next > i) {
        bGradient.values[next] = LaneFoldsF32.sum(sums, SECOND);
      }
    }
    if (rowGradient != null) {
      rowGradient.values[0] = LaneFoldsF32.sum(sums, SUM);
    }
  }

  private static void pass(
      float[] a,
      int left,
      int right,
      float[] upstream,
      float leftWeight,
      float rightWeight,
      float @Nullable [] gate,
      float[] out,
      int length,
      float[] into) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s = zero;
    FloatVector t = zero;
    FloatVector u = zero;
    int whole = LanesF32.whole(length);
    int i = 0;
    for (; i < length; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, upstream, i);
      FloatVector x = g.mul(leftWeight);
      FloatVector y = g.mul(rightWeight);
      if (gate != null) {
        FloatVector h = FloatVector.fromArray(SPECIES, gate, left + i);
        x = zero.blend(x, h.compare(VectorOperators.GE, 0));
        h = FloatVector.fromArray(SPECIES, gate, right + i);
        y = zero.blend(y, h.compare(VectorOperators.GE, 0));
      }
      TYPE.cast(x).intoArray(out, left + i);
      TYPE.cast(y).intoArray(out, right + i);
      FloatVector p = FloatVector.fromArray(SPECIES, a, left + i).fma(g, s);
      FloatVector q = FloatVector.fromArray(SPECIES, a, right + i).fma(g, t);
      FloatVector r = g.add(u);
      if (i == whole) {
        VectorMask<Float> rest = LanesF32.first(length - whole);
        s = TYPE.cast(s).blend(p, rest);
        t = TYPE.cast(t).blend(q, rest);
        u = TYPE.cast(u).blend(r, rest);
      } else {
        s = p;
        t = q;
        u = r;
      }
    }
    s = TYPE.cast(s);
    t = TYPE.cast(t);
    u = TYPE.cast(u);
    if (!LaneFoldsF32.PAY) {
      s.intoArray(into, FIRST);
      t.intoArray(into, SECOND);
      u.intoArray(into, SUM);
      return;
    }
    s = s.blend(t, UPPER_HALF).add(t.blend(s, UPPER_HALF).rearrange(SWAP_HALVES));
    u = u.add(u.rearrange(SWAP_HALVES));
    s = s.blend(u, UPPER_QUARTERS).add(u.blend(s, UPPER_QUARTERS).rearrange(SWAP_QUARTERS));
    s = s.add(s.rearrange(SWAP_EIGHTHS));
    if (LANES == 16) {
      s = s.add(s.rearrange(SWAP_NEIGHBOURS));
    }
    TYPE.cast(s).intoArray(into, 0);
  }
}
