package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Sums over a run of contiguous elements. Long runs use four partial sums: each addition to a
 * single one would have to wait for the last.
 */
final class SumsF32 {
  private SumsF32() {}

  /** The sum of {@code length} elements. */
  static float sum(float[] a, int start, int length) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    int i = 0;
    for (; i <= length - 4 * LANES; i += 4 * LANES) {
      sum0 = FloatVector.fromArray(SPECIES, a, start + i).add(sum0);
      sum1 = FloatVector.fromArray(SPECIES, a, start + i + LANES).add(sum1);
      sum2 = FloatVector.fromArray(SPECIES, a, start + i + 2 * LANES).add(sum2);
      sum3 = FloatVector.fromArray(SPECIES, a, start + i + 3 * LANES).add(sum3);
    }
    for (; i <= length - LANES; i += LANES) {
      sum0 = FloatVector.fromArray(SPECIES, a, start + i).add(sum0);
    }
    if (i < length) {
      FloatVector last = FloatVector.fromArray(SPECIES, a, start + i);
      sum1 = TYPE.cast(sum1).blend(last.add(sum1), SpeciesF32.firstLanes(length - i));
    }
    return TYPE.cast(sum0)
        .add(sum1)
        .add(TYPE.cast(sum2).add(sum3))
        .reduceLanes(VectorOperators.ADD);
  }

  /** The sum of whole vectors from 0 on: less for the compiler to inline than {@link #sum}. */
  static float sumVectors(float[] a, int length) {
    FloatVector sum = FloatVector.fromArray(SPECIES, a, 0);
    for (int i = LANES; i < length; i += LANES) {
      sum = FloatVector.fromArray(SPECIES, a, i).add(sum);
    }
    return TYPE.cast(sum).reduceLanes(VectorOperators.ADD);
  }

  /** The sum of the squares of {@code length} elements. */
  static float sumOfSquares(float[] a, int start, int length) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    int i = 0;
    for (; i <= length - 4 * LANES; i += 4 * LANES) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, a, start + i);
      FloatVector x1 = FloatVector.fromArray(SPECIES, a, start + i + LANES);
      FloatVector x2 = FloatVector.fromArray(SPECIES, a, start + i + 2 * LANES);
      FloatVector x3 = FloatVector.fromArray(SPECIES, a, start + i + 3 * LANES);
      sum0 = x0.fma(x0, sum0);
      sum1 = x1.fma(x1, sum1);
      sum2 = x2.fma(x2, sum2);
      sum3 = x3.fma(x3, sum3);
    }
    for (; i <= length - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, start + i);
      sum0 = x.fma(x, sum0);
    }
    if (i < length) {
      FloatVector last = FloatVector.fromArray(SPECIES, a, start + i);
      sum1 = TYPE.cast(sum1).blend(last.fma(last, sum1), SpeciesF32.firstLanes(length - i));
    }
    return TYPE.cast(sum0)
        .add(sum1)
        .add(TYPE.cast(sum2).add(sum3))
        .reduceLanes(VectorOperators.ADD);
  }

  /** The inner product of the first {@code length} elements of a and those of b from start on. */
  static float dot(float[] a, float[] b, int start, int length) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (; i <= length - 2 * LANES; i += 2 * LANES) {
      sum0 =
          FloatVector.fromArray(SPECIES, a, i)
              .fma(FloatVector.fromArray(SPECIES, b, start + i), sum0);
      sum1 =
          FloatVector.fromArray(SPECIES, a, i + LANES)
              .fma(FloatVector.fromArray(SPECIES, b, start + i + LANES), sum1);
    }
    for (; i <= length - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, i);
      sum0 = x.fma(FloatVector.fromArray(SPECIES, b, start + i), sum0);
    }
    if (i < length) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, i);
      sum1 =
          TYPE.cast(sum1)
              .blend(
                  x.fma(FloatVector.fromArray(SPECIES, b, start + i), sum1),
                  SpeciesF32.firstLanes(length - i));
    }
    return TYPE.cast(sum0).add(sum1).reduceLanes(VectorOperators.ADD);
  }

  /** {@code gradient = 2(a − b)}; returns {@code Σ(a − b)²}. */
  static float squaredError(float[] a, float[] b, float[] gradient, int start, int length) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, a, start + i)
              .sub(FloatVector.fromArray(SPECIES, b, start + i));
      sum = difference.fma(difference, sum);
      difference.add(difference).intoArray(gradient, start + i);
    }
    if (i < length) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, a, start + i)
              .sub(FloatVector.fromArray(SPECIES, b, start + i));
      sum =
          TYPE.cast(sum).blend(difference.fma(difference, sum), SpeciesF32.firstLanes(length - i));
      difference.add(difference).intoArray(gradient, start + i);
    }
    return TYPE.cast(sum).reduceLanes(VectorOperators.ADD);
  }
}
