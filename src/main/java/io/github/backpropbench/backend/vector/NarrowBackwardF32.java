package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_EIGHTS;
import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_FOURS;
import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_ONES;
import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_TWOS;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_ONE;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_TWO;
import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass of a layer with one output and at most {@value NarrowProductF32#MAX_DEPTH}
 * inputs. Each pass over the batch computes two inputs' weight gradients, the bias gradient, and
 * the gradients of these two inputs themselves.
 */
final class NarrowBackwardF32 {
  /** The distance between the three sums that a pass stores. */
  private static final int SUM_STRIDE = LaneReductionF32.ENABLED ? 1 : LANES;

  /** The first input's weight gradient, the second's, and the bias gradient. */
  private final float[] sums = new float[3 * LANES];

  static boolean suits(VectorMatrixF32 a, VectorMatrixF32 upstream) {
    return upstream.columns == 1 && a.columns <= NarrowProductF32.MAX_DEPTH && !a.isRow();
  }

  /** See {@code MatrixKernel.affineBackward}. */
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
      // Sums stored as one whole vector, padding included, can be loaded as one without a stall.
      boolean inPlace = LaneReductionF32.ENABLED && i == 0;
      float[] into = inPlace ? bGradient.values : sums;
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
          into);
      if (rowGradient != null) {
        rowGradient.values[0] = LaneReductionF32.sum(into, 2 * SUM_STRIDE);
      }
      if (!inPlace) {
        bGradient.values[i] = LaneReductionF32.sum(into, 0);
        bGradient.values[next] = LaneReductionF32.sum(into, SUM_STRIDE);
      }
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
    int whole = SpeciesF32.loopBound(length);
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
        VectorMask<Float> rest = SpeciesF32.firstLanes(length - whole);
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
    if (!LaneReductionF32.ENABLED) {
      s.intoArray(into, 0);
      t.intoArray(into, LANES);
      u.intoArray(into, 2 * LANES);
      return;
    }
    s = s.blend(t, UPPER_ONE).add(t.blend(s, UPPER_ONE).rearrange(SWAP_ONES));
    u = u.add(u.rearrange(SWAP_ONES));
    s = s.blend(u, UPPER_TWO).add(u.blend(s, UPPER_TWO).rearrange(SWAP_TWOS));
    s = s.add(s.rearrange(SWAP_FOURS));
    if (LANES == 16) {
      s = s.add(s.rearrange(SWAP_EIGHTS));
    }
    TYPE.cast(s).intoArray(into, 0);
  }
}
