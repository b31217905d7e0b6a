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
 * The backward pass of a layer with one output and few inputs. Each pass over the batch computes
 * two inputs' weight gradients, the bias gradient, and the gradients of these two inputs
 * themselves.
 */
final class NarrowBackwardF32 {
  /** The distance between the three sums that a pass stores. */
  private static final int SUM_STRIDE = LaneReductionF32.ENABLED ? 1 : LANES;

  /** The first input's weight gradient, the second's, and the bias gradient. */
  private final float[] sums = new float[3 * LANES];

  static boolean suits(VectorMatrixF32 a, VectorMatrixF32 upstream) {
    return upstream.columns == 1 && NarrowLayers.backward(a.columns) && !a.isRow();
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
          sums);
      if (LaneReductionF32.ENABLED) {
        reduce(sums, into);
      }
      if (rowGradient != null) {
        rowGradient.values[0] = LaneReductionF32.sum(into, 2 * SUM_STRIDE);
      }
      if (!inPlace) {
        bGradient.values[i] = LaneReductionF32.sum(into, 0);
        bGradient.values[next] = LaneReductionF32.sum(into, SUM_STRIDE);
      }
    }
  }

  /**
   * Stores the lanes of the three sums. Whatever may leave compiled code after the loop while it
   * needs a sum, such as a check or a branch not yet taken, makes the compiler keep that sum in
   * memory, within the loop, in some JVMs and not in others. So nothing does: the padding is masked
   * without a branch, and stores before the loop have made the checks of those after it.
   */
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
      float[] sums) {
    VectorMask<Float> lastLanes = SpeciesF32.lastLanes(length);
    FloatVector zero = FloatVector.zero(SPECIES);
    zero.intoArray(sums, 0);
    zero.intoArray(sums, LANES);
    zero.intoArray(sums, 2 * LANES);
    FloatVector s = zero;
    FloatVector t = zero;
    FloatVector u = zero;
    FloatVector lastS = zero;
    FloatVector lastT = zero;
    FloatVector lastU = zero;
    for (int i = 0; i < length; i += LANES) {
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
      lastS = s;
      lastT = t;
      lastU = u;
      s = FloatVector.fromArray(SPECIES, a, left + i).fma(g, s);
      t = FloatVector.fromArray(SPECIES, a, right + i).fma(g, t);
      u = g.add(u);
    }
    TYPE.cast(lastS).blend(TYPE.cast(s), lastLanes).intoArray(sums, 0);
    TYPE.cast(lastT).blend(TYPE.cast(t), lastLanes).intoArray(sums, LANES);
    TYPE.cast(lastU).blend(TYPE.cast(u), lastLanes).intoArray(sums, 2 * LANES);
  }

  /** Adds the lanes of each sum, and stores the results in the first three elements. */
  private static void reduce(float[] sums, float[] into) {
    FloatVector s = FloatVector.fromArray(SPECIES, sums, 0);
    FloatVector t = FloatVector.fromArray(SPECIES, sums, LANES);
    FloatVector u = FloatVector.fromArray(SPECIES, sums, 2 * LANES);
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
