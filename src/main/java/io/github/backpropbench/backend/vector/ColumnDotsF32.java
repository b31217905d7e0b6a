package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Inner products of one column with up to four others in one pass, which loads it only once. */
final class ColumnDotsF32 {
  /** The most columns per pass. */
  static final int MAX_COLUMNS = 4;

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
    switch (count) {
      case 1 -> one(a, at, b, from, length, out, to);
      case 2 -> two(a, at, at + stride, b, from, length, out, to);
      case 3 -> three(a, at, stride, b, from, length, out, to);
      default -> four(a, at, stride, b, from, length, out, to);
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

  private static void four(
      float[] a, int a0, int stride, float[] b, int from, int length, float[] out, int to) {
    int a1 = a0 + stride;
    int a2 = a1 + stride;
    int a3 = a2 + stride;
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    int whole = SpeciesF32.loopBound(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + i);
      sum0 = FloatVector.fromArray(SPECIES, a, a0 + i).fma(x, sum0);
      sum1 = FloatVector.fromArray(SPECIES, a, a1 + i).fma(x, sum1);
      sum2 = FloatVector.fromArray(SPECIES, a, a2 + i).fma(x, sum2);
      sum3 = FloatVector.fromArray(SPECIES, a, a3 + i).fma(x, sum3);
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
      sum3 =
          TYPE.cast(sum3).blend(FloatVector.fromArray(SPECIES, a, a3 + whole).fma(x, sum3), rest);
    }
    out[to] = TYPE.cast(sum0).reduceLanes(VectorOperators.ADD);
    out[to + 1] = TYPE.cast(sum1).reduceLanes(VectorOperators.ADD);
    out[to + 2] = TYPE.cast(sum2).reduceLanes(VectorOperators.ADD);
    out[to + 3] = TYPE.cast(sum3).reduceLanes(VectorOperators.ADD);
  }
}
