package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Inner products of one column with up to four others, which share its loads. Where there are fewer
 * others, the last one comes several times.
 */
final class ColumnDotsF32 {
  /** How many inner products are computed at once. */
  static final int MOST = 4;

  /** A column of ones for as long as one stays at its start. */
  private static final float[] ONES = new float[LANES];

  static {
    Arrays.fill(ONES, 1);
  }

  private final float[] sums = new float[MOST];

  /**
   * {@code out[to + q] = Σ a[at + q·stride + i]·b[from + i]} for q below {@code count} and i below
   * {@code length}.
   *
   * @param count from 1 to {@value #MOST}
   */
  void dots(
      float[] a,
      int at,
      int stride,
      int count,
      float[] b,
      int from,
      int length,
      float[] out,
      int to) {
    int last = at + (count - 1) * stride;
    int a1 = Math.min(at + stride, last);
    int a2 = Math.min(at + 2 * stride, last);
    sumUp(a, at, a1, a2, a, last, 1, b, from, length);
    for (int q = 0; q < count; q++) {
      out[to + q] = sums[q];
    }
  }

  /**
   * The same for at most one inner product less, and {@code Σ b[from + i]}, which is returned.
   *
   * @param count from 1 to {@value #MOST} less 1
   */
  float dotsAndSum(
      float[] a,
      int at,
      int stride,
      int count,
      float[] b,
      int from,
      int length,
      float[] out,
      int to) {
    int last = at + (count - 1) * stride;
    sumUp(a, at, Math.min(at + stride, last), last, ONES, 0, 0, b, from, length);
    for (int q = 0; q < count; q++) {
      out[to + q] = sums[q];
    }
    return sums[MOST - 1];
  }

  /**
   * @param step 0 to stay at the first vector of the fourth column, 1 to go along it
   */
  private void sumUp(
      float[] a,
      int a0,
      int a1,
      int a2,
      float[] fourth,
      int a3,
      int step,
      float[] b,
      int from,
      int length) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    int whole = LanesF32.whole(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + i);
      sum0 = FloatVector.fromArray(SPECIES, a, a0 + i).fma(x, sum0);
      sum1 = FloatVector.fromArray(SPECIES, a, a1 + i).fma(x, sum1);
      sum2 = FloatVector.fromArray(SPECIES, a, a2 + i).fma(x, sum2);
      sum3 = FloatVector.fromArray(SPECIES, fourth, a3 + i * step).fma(x, sum3);
    }
    if (whole < length) {
      VectorMask<Float> rest =
          VectorMask.fromArray(SPECIES, LanesF32.FIRST_LANES, LANES - (length - whole));
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + whole);
      sum0 = sum0.blend(FloatVector.fromArray(SPECIES, a, a0 + whole).fma(x, sum0), rest);
      sum1 = sum1.blend(FloatVector.fromArray(SPECIES, a, a1 + whole).fma(x, sum1), rest);
      sum2 = sum2.blend(FloatVector.fromArray(SPECIES, a, a2 + whole).fma(x, sum2), rest);
      FloatVector y = FloatVector.fromArray(SPECIES, fourth, a3 + whole * step);
      sum3 = sum3.blend(y.fma(x, sum3), rest);
    }
    if (LANES < MOST) {
      sums[0] = sum0.reduceLanes(VectorOperators.ADD);
      sums[1] = sum1.reduceLanes(VectorOperators.ADD);
      sums[2] = sum2.reduceLanes(VectorOperators.ADD);
      sums[3] = sum3.reduceLanes(VectorOperators.ADD);
      return;
    }
    // Vectors are merged while their lanes are added: a fourth of the instructions of four sums.
    FloatVector sum01 =
        sum0.blend(sum1, LanesF32.ODD)
            .add(sum1.blend(sum0, LanesF32.ODD).rearrange(LanesF32.SWAP_1));
    FloatVector sum23 =
        sum2.blend(sum3, LanesF32.ODD)
            .add(sum3.blend(sum2, LanesF32.ODD).rearrange(LanesF32.SWAP_1));
    FloatVector sum =
        sum01
            .blend(sum23, LanesF32.UPPER_PAIR)
            .add(sum23.blend(sum01, LanesF32.UPPER_PAIR).rearrange(LanesF32.SWAP_2));
    if (LANES > 4) {
      sum = sum.add(sum.rearrange(LanesF32.SWAP_4));
    }
    if (LANES > 8) {
      sum = sum.add(sum.rearrange(LanesF32.SWAP_8));
    }
    sums[0] = sum.lane(0);
    sums[1] = sum.lane(1);
    sums[2] = sum.lane(2);
    sums[3] = sum.lane(3);
  }
}
