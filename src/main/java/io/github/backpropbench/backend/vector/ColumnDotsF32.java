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

/** Inner products of one column with others, four of them in one pass, which loads it only once. */
final class ColumnDotsF32 {
  private static final int FOUR = 4;

  private ColumnDotsF32() {}

  /**
   * {@code out[to + q] = Σ a[at + q·stride + i]·b[from + i]} for q below {@code count} and i below
   * {@code length}.
   */
  static void dots(
      int count,
      float[] a,
      int at,
      int stride,
      float[] b,
      int from,
      int length,
      float[] out,
      int to) {
    int whole = count - count % FOUR;
    if (whole > 0) {
      fours(whole, a, at, stride, b, from, length, out, to);
    }
    int next = at + whole * stride;
    switch (count - whole) {
      case 1 -> one(a, next, b, from, length, out, to + whole);
      case 2 -> two(a, next, next + stride, b, from, length, out, to + whole);
      case 3 -> three(a, next, stride, b, from, length, out, to + whole);
      default -> {}
    }
  }

  private static void one(float[] a, int at, float[] b, int from, int length, float[] out, int to) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int whole = SpeciesF32.loopBound(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + i);
      sum = FloatVector.fromArray(SPECIES, a, at + i).fma(x, sum);
    }
    if (whole < length) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + whole);
      VectorMask<Float> rest = SpeciesF32.firstLanes(length - whole);
      sum = TYPE.cast(sum).blend(FloatVector.fromArray(SPECIES, a, at + whole).fma(x, sum), rest);
    }
    out[to] = TYPE.cast(sum).reduceLanes(VectorOperators.ADD);
  }

  private static void two(
      float[] a, int a0, int a1, float[] b, int from, int length, float[] out, int to) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int whole = SpeciesF32.loopBound(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + i);
      sum0 = FloatVector.fromArray(SPECIES, a, a0 + i).fma(x, sum0);
      sum1 = FloatVector.fromArray(SPECIES, a, a1 + i).fma(x, sum1);
    }
    if (whole < length) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + whole);
      VectorMask<Float> rest = SpeciesF32.firstLanes(length - whole);
      sum0 =
          TYPE.cast(sum0).blend(FloatVector.fromArray(SPECIES, a, a0 + whole).fma(x, sum0), rest);
      sum1 =
          TYPE.cast(sum1).blend(FloatVector.fromArray(SPECIES, a, a1 + whole).fma(x, sum1), rest);
    }
    out[to] = TYPE.cast(sum0).reduceLanes(VectorOperators.ADD);
    out[to + 1] = TYPE.cast(sum1).reduceLanes(VectorOperators.ADD);
  }

  private static void three(
      float[] a, int a0, int stride, float[] b, int from, int length, float[] out, int to) {
    int a1 = a0 + stride;
    int a2 = a1 + stride;
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    int whole = SpeciesF32.loopBound(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + i);
      sum0 = FloatVector.fromArray(SPECIES, a, a0 + i).fma(x, sum0);
      sum1 = FloatVector.fromArray(SPECIES, a, a1 + i).fma(x, sum1);
      sum2 = FloatVector.fromArray(SPECIES, a, a2 + i).fma(x, sum2);
    }
    if (whole < length) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + whole);
      VectorMask<Float> rest = SpeciesF32.firstLanes(length - whole);
      sum0 =
          TYPE.cast(sum0).blend(FloatVector.fromArray(SPECIES, a, a0 + whole).fma(x, sum0), rest);
      sum1 =
          TYPE.cast(sum1).blend(FloatVector.fromArray(SPECIES, a, a1 + whole).fma(x, sum1), rest);
      sum2 =
          TYPE.cast(sum2).blend(FloatVector.fromArray(SPECIES, a, a2 + whole).fma(x, sum2), rest);
    }
    out[to] = TYPE.cast(sum0).reduceLanes(VectorOperators.ADD);
    out[to + 1] = TYPE.cast(sum1).reduceLanes(VectorOperators.ADD);
    out[to + 2] = TYPE.cast(sum2).reduceLanes(VectorOperators.ADD);
  }

  /**
   * As {@link #dots} for a multiple of four columns. All of them in one method: masks and shuffles
   * are made ready once, which takes as long as the sums of a small batch.
   */
  private static void fours(
      int count,
      float[] a,
      int at,
      int stride,
      float[] b,
      int from,
      int length,
      float[] out,
      int to) {
    int whole = SpeciesF32.loopBound(length);
    VectorMask<Float> rest = SpeciesF32.firstLanes(length - whole);
    for (int q = 0; q < count; q += FOUR) {
      int a0 = at + q * stride;
      int a1 = a0 + stride;
      int a2 = a1 + stride;
      int a3 = a2 + stride;
      FloatVector sum0 = FloatVector.zero(SPECIES);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      for (int i = 0; i < whole; i += LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, b, from + i);
        sum0 = FloatVector.fromArray(SPECIES, a, a0 + i).fma(x, sum0);
        sum1 = FloatVector.fromArray(SPECIES, a, a1 + i).fma(x, sum1);
        sum2 = FloatVector.fromArray(SPECIES, a, a2 + i).fma(x, sum2);
        sum3 = FloatVector.fromArray(SPECIES, a, a3 + i).fma(x, sum3);
      }
      sum0 = TYPE.cast(sum0);
      sum1 = TYPE.cast(sum1);
      sum2 = TYPE.cast(sum2);
      sum3 = TYPE.cast(sum3);
      if (whole < length) {
        FloatVector x = FloatVector.fromArray(SPECIES, b, from + whole);
        sum0 = sum0.blend(FloatVector.fromArray(SPECIES, a, a0 + whole).fma(x, sum0), rest);
        sum1 = sum1.blend(FloatVector.fromArray(SPECIES, a, a1 + whole).fma(x, sum1), rest);
        sum2 = sum2.blend(FloatVector.fromArray(SPECIES, a, a2 + whole).fma(x, sum2), rest);
        sum3 = sum3.blend(FloatVector.fromArray(SPECIES, a, a3 + whole).fma(x, sum3), rest);
        sum0 = TYPE.cast(sum0);
        sum1 = TYPE.cast(sum1);
        sum2 = TYPE.cast(sum2);
        sum3 = TYPE.cast(sum3);
      }
      if (LaneReductionF32.ENABLED) {
        sum0 = sum0.blend(sum2, UPPER_TWO).add(sum2.blend(sum0, UPPER_TWO).rearrange(SWAP_TWOS));
        sum1 = sum1.blend(sum3, UPPER_TWO).add(sum3.blend(sum1, UPPER_TWO).rearrange(SWAP_TWOS));
        sum0 = sum0.blend(sum1, UPPER_ONE).add(sum1.blend(sum0, UPPER_ONE).rearrange(SWAP_ONES));
        sum0 = sum0.add(sum0.rearrange(SWAP_FOURS));
        if (LANES == 16) {
          sum0 = sum0.add(sum0.rearrange(SWAP_EIGHTS));
        }
        sum0 = TYPE.cast(sum0);
        out[to + q] = sum0.lane(0);
        out[to + q + 1] = sum0.lane(1);
        out[to + q + 2] = sum0.lane(2);
        out[to + q + 3] = sum0.lane(3);
      } else {
        out[to + q] = sum0.reduceLanes(VectorOperators.ADD);
        out[to + q + 1] = sum1.reduceLanes(VectorOperators.ADD);
        out[to + q + 2] = sum2.reduceLanes(VectorOperators.ADD);
        out[to + q + 3] = sum3.reduceLanes(VectorOperators.ADD);
      }
    }
  }
}
