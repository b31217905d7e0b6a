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

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/**
 * The weight and bias gradients of a layer with few inputs or outputs, for a batch of more than one
 * sample. Each pass takes two columns of the upstream gradient and computes their inner products
 * with four inputs; a column's sum, the bias gradient, is its inner product with ones, which come
 * free where the last pass has fewer inputs.
 */
final class NarrowGradientF32 {
  /** The inputs of one pass. */
  private static final int INPUTS = 4;

  /** The distance between one column's sums, as {@link #add} stores them. */
  private static final int SUM_STRIDE = LaneReductionF32.ENABLED ? 1 : LANES;

  /** The distance from the first column's sums in {@link #sums} to the second's. */
  private static final int SECOND_COLUMN = LaneReductionF32.ENABLED ? LANES : INPUTS * LANES;

  private static final float[] ONES = ones();

  private final float[] sums = new float[2 * INPUTS * LANES];
  private final ColumnSumsF32 columnSums = new ColumnSumsF32();

  private static float[] ones() {
    float[] ones = new float[LANES];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Whether these are the gradients of such a layer, for more than one sample. */
  static boolean suits(VectorMatrixF32 a, VectorMatrixF32 upstream) {
    return !a.isRow() && NarrowLayers.gradient(a.rows, a.columns, upstream.columns);
  }

  /** See {@code MatrixKernel.affineGradient}. */
  void compute(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient) {
    for (int i = 0; i < a.columns; i += INPUTS) {
      pass(a, i, upstream, bGradient, rowGradient);
    }
    if (a.columns % INPUTS == 0 && rowGradient != null) {
      columnSums.compute(upstream, rowGradient.values);
    }
  }

  /** The gradients of four inputs from i on, or of fewer, and then of the biases. */
  private void pass(
      VectorMatrixF32 a,
      int i,
      VectorMatrixF32 upstream,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient) {
    int count = Math.min(INPUTS, a.columns - i);
    // Sums stored as one whole vector, padding included, can be loaded as one without a stall.
    boolean inPlace = LaneReductionF32.ENABLED && i == 0;
    float[] into = inPlace ? bGradient.values : sums;
    int last = upstream.columns - 1;
    for (int j = 0; j <= last; j += 2) {
      int next = Math.min(j + 1, last);
      int first = inPlace ? j * bGradient.stride : 0;
      int second = inPlace ? next * bGradient.stride : SECOND_COLUMN;
      add(
          a.values,
          i * a.stride,
          a.stride,
          count,
          upstream.values,
          j * upstream.stride,
          next * upstream.stride,
          a.rows,
          into,
          first,
          second);
      if (!inPlace) {
        copy(first, count, bGradient.values, i + j * bGradient.stride);
        copy(second, count, bGradient.values, i + next * bGradient.stride);
      }
      if (rowGradient != null && count < INPUTS) {
        rowGradient.values[j] = LaneReductionF32.sum(into, first + (INPUTS - 1) * SUM_STRIDE);
        rowGradient.values[next] = LaneReductionF32.sum(into, second + (INPUTS - 1) * SUM_STRIDE);
      }
    }
  }

  private void copy(int from, int count, float[] out, int to) {
    for (int i = 0; i < count; i++) {
      out[to + i] = LaneReductionF32.sum(sums, from + i * SUM_STRIDE);
    }
  }

  /**
   * Stores, for either column, its inner products with four inputs. If there are fewer than four
   * inputs, the ones stand in for the last and the first input for any other that is missing, since
   * loading it again is cheap.
   *
   * @param count the number of inputs
   * @param left the index of the first column
   * @param right the index of the second column, which may be the same
   */
  private static void add(
      float[] a,
      int at,
      int stride,
      int count,
      float[] upstream,
      int left,
      int right,
      int length,
      float[] into,
      int first,
      int second) {
    int a1 = at + (count > 1 ? stride : 0);
    int a2 = at + (count > 2 ? 2 * stride : 0);
    boolean full = count == INPUTS;
    float[] fourth = full ? a : ONES;
    int a3 = full ? at + 3 * stride : 0;
    int follow = full ? -1 : 0;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    FloatVector t0 = zero;
    FloatVector t1 = zero;
    FloatVector t2 = zero;
    FloatVector t3 = zero;
    int whole = SpeciesF32.loopBound(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, upstream, left + i);
      FloatVector y = FloatVector.fromArray(SPECIES, upstream, right + i);
      FloatVector column = FloatVector.fromArray(SPECIES, a, at + i);
      s0 = column.fma(x, s0);
      t0 = column.fma(y, t0);
      column = FloatVector.fromArray(SPECIES, a, a1 + i);
      s1 = column.fma(x, s1);
      t1 = column.fma(y, t1);
      column = FloatVector.fromArray(SPECIES, a, a2 + i);
      s2 = column.fma(x, s2);
      t2 = column.fma(y, t2);
      column = FloatVector.fromArray(SPECIES, fourth, a3 + (i & follow));
      s3 = column.fma(x, s3);
      t3 = column.fma(y, t3);
    }
    if (whole < length) {
      VectorMask<Float> rest = SpeciesF32.firstLanes(length - whole);
      FloatVector x = FloatVector.fromArray(SPECIES, upstream, left + whole);
      FloatVector y = FloatVector.fromArray(SPECIES, upstream, right + whole);
      FloatVector column = FloatVector.fromArray(SPECIES, a, at + whole);
      s0 = TYPE.cast(s0).blend(column.fma(x, s0), rest);
      t0 = TYPE.cast(t0).blend(column.fma(y, t0), rest);
      column = FloatVector.fromArray(SPECIES, a, a1 + whole);
      s1 = TYPE.cast(s1).blend(column.fma(x, s1), rest);
      t1 = TYPE.cast(t1).blend(column.fma(y, t1), rest);
      column = FloatVector.fromArray(SPECIES, a, a2 + whole);
      s2 = TYPE.cast(s2).blend(column.fma(x, s2), rest);
      t2 = TYPE.cast(t2).blend(column.fma(y, t2), rest);
      column = FloatVector.fromArray(SPECIES, fourth, a3 + (whole & follow));
      s3 = TYPE.cast(s3).blend(column.fma(x, s3), rest);
      t3 = TYPE.cast(t3).blend(column.fma(y, t3), rest);
    }
    s0 = TYPE.cast(s0);
    s1 = TYPE.cast(s1);
    s2 = TYPE.cast(s2);
    s3 = TYPE.cast(s3);
    t0 = TYPE.cast(t0);
    t1 = TYPE.cast(t1);
    t2 = TYPE.cast(t2);
    t3 = TYPE.cast(t3);
    if (!LaneReductionF32.ENABLED) {
      s0.intoArray(into, 0 * LANES);
      s1.intoArray(into, 1 * LANES);
      s2.intoArray(into, 2 * LANES);
      s3.intoArray(into, 3 * LANES);
      t0.intoArray(into, 4 * LANES);
      t1.intoArray(into, 5 * LANES);
      t2.intoArray(into, 6 * LANES);
      t3.intoArray(into, 7 * LANES);
      return;
    }
    s0 = s0.blend(s2, UPPER_TWO).add(s2.blend(s0, UPPER_TWO).rearrange(SWAP_TWOS));
    s1 = s1.blend(s3, UPPER_TWO).add(s3.blend(s1, UPPER_TWO).rearrange(SWAP_TWOS));
    t0 = t0.blend(t2, UPPER_TWO).add(t2.blend(t0, UPPER_TWO).rearrange(SWAP_TWOS));
    t1 = t1.blend(t3, UPPER_TWO).add(t3.blend(t1, UPPER_TWO).rearrange(SWAP_TWOS));
    s0 = s0.blend(s1, UPPER_ONE).add(s1.blend(s0, UPPER_ONE).rearrange(SWAP_ONES));
    t0 = t0.blend(t1, UPPER_ONE).add(t1.blend(t0, UPPER_ONE).rearrange(SWAP_ONES));
    s0 = s0.add(s0.rearrange(SWAP_FOURS));
    t0 = t0.add(t0.rearrange(SWAP_FOURS));
    if (LANES == 16) {
      s0 = s0.add(s0.rearrange(SWAP_EIGHTS));
      t0 = t0.add(t0.rearrange(SWAP_EIGHTS));
    }
    TYPE.cast(s0).intoArray(into, first);
    TYPE.cast(t0).intoArray(into, second);
  }
}
