package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A product whose inner dimension is at most {@value #DEEPEST}, column by column: a sum of that
 * many columns, each times a number, without a loop over them. What comes next is done to the sum
 * while it is in a register, since a store and the load after it take longer than the sum itself.
 */
final class NarrowProductF32 {
  /** The largest inner dimension. */
  static final int DEEPEST = 4;

  /** What is done to a sum. */
  enum Then {
    STORE,
    /** Stores it, and what a ReLU makes of it in {@code other}. */
    ACTIVATE,
    /** Stores it where {@code other} is at least 0, else 0. */
    MASK
  }

  private float[] a = new float[0];
  private int stride;
  private Then then = Then.STORE;
  private float[] other = a;
  private float[] out = a;
  private int length;

  /**
   * Sets what the columns have in common.
   *
   * @param left with contiguous columns
   * @param out where the columns are stored
   * @param length of a column, in whole vectors
   */
  void prepare(StridedF32 left, Then then, float[] other, float[] out, int length) {
    this.a = left.values;
    this.stride = left.right;
    this.then = then;
    this.other = other;
    this.out = out;
    this.length = length;
  }

  /**
   * Computes the column that is stored from {@code at} on.
   *
   * @param j the column of b
   * @param start what the sum starts from
   */
  void column(StridedF32 b, int j, int depth, float start, int at) {
    float[] factors = b.values;
    int down = b.down;
    int from = j * b.right;
    float b0 = factors[from];
    if (depth == 1) {
      one(b0, start, at);
      return;
    }
    float b1 = factors[from + down];
    if (depth == 2) {
      two(b0, b1, start, at);
      return;
    }
    float b2 = factors[from + 2 * down];
    if (depth == 3) {
      three(b0, b1, b2, start, at);
    } else {
      four(b0, b1, b2, factors[from + 3 * down], start, at);
    }
  }

  private void one(float b0, float start, int at) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector sum = FloatVector.broadcast(SPECIES, start);
      sum = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.broadcast(SPECIES, b0), sum);
      finish(sum, at + i);
    }
  }

  private void two(float b0, float b1, float start, int at) {
    int a1 = stride;
    for (int i = 0; i < length; i += LANES) {
      FloatVector sum = FloatVector.broadcast(SPECIES, start);
      sum = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.broadcast(SPECIES, b0), sum);
      sum = FloatVector.fromArray(SPECIES, a, a1 + i).fma(FloatVector.broadcast(SPECIES, b1), sum);
      finish(sum, at + i);
    }
  }

  private void three(float b0, float b1, float b2, float start, int at) {
    int a1 = stride;
    int a2 = a1 + stride;
    for (int i = 0; i < length; i += LANES) {
      FloatVector sum = FloatVector.broadcast(SPECIES, start);
      sum = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.broadcast(SPECIES, b0), sum);
      sum = FloatVector.fromArray(SPECIES, a, a1 + i).fma(FloatVector.broadcast(SPECIES, b1), sum);
      sum = FloatVector.fromArray(SPECIES, a, a2 + i).fma(FloatVector.broadcast(SPECIES, b2), sum);
      finish(sum, at + i);
    }
  }

  private void four(float b0, float b1, float b2, float b3, float start, int at) {
    int a1 = stride;
    int a2 = a1 + stride;
    int a3 = a2 + stride;
    for (int i = 0; i < length; i += LANES) {
      FloatVector sum = FloatVector.broadcast(SPECIES, start);
      sum = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.broadcast(SPECIES, b0), sum);
      sum = FloatVector.fromArray(SPECIES, a, a1 + i).fma(FloatVector.broadcast(SPECIES, b1), sum);
      sum = FloatVector.fromArray(SPECIES, a, a2 + i).fma(FloatVector.broadcast(SPECIES, b2), sum);
      sum = FloatVector.fromArray(SPECIES, a, a3 + i).fma(FloatVector.broadcast(SPECIES, b3), sum);
      finish(sum, at + i);
    }
  }

  /** Small enough to be inlined wherever it is called; otherwise each sum became an object. */
  private void finish(FloatVector sum, int at) {
    if (then == Then.MASK) {
      FloatVector gate = FloatVector.fromArray(SPECIES, other, at);
      FloatVector.zero(SPECIES).blend(sum, gate.compare(VectorOperators.GE, 0)).intoArray(out, at);
      return;
    }
    sum.intoArray(out, at);
    if (then == Then.ACTIVATE) {
      sum.blend(0, sum.compare(VectorOperators.LT, 0)).intoArray(other, at);
    }
  }
}
