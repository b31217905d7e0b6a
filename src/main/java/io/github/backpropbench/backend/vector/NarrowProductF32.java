package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;
import static io.github.backpropbench.backend.vector.LanesF32.TYPE;

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
   * Computes the column that is stored from {@code at} on. All of it in one method: with the sum as
   * a method's argument it became an object in some JVMs, by what was compiled first.
   *
   * @param j the column of b
   * @param start what the sum starts from
   */
  void column(StridedF32 b, int j, int depth, float start, int at) {
    float[] columns = a;
    float[] gate = other;
    float[] sums = out;
    float[] factors = b.values;
    int from = j * b.right;
    float b0 = factors[from];
    float b1 = depth > 1 ? factors[from + b.down] : 0;
    float b2 = depth > 2 ? factors[from + 2 * b.down] : 0;
    float b3 = depth > 3 ? factors[from + 3 * b.down] : 0;
    int a1 = stride;
    int a2 = a1 + stride;
    int a3 = a2 + stride;
    boolean activate = then == Then.ACTIVATE;
    boolean mask = then == Then.MASK;
    for (int i = 0; i < length; i += LANES) {
      FloatVector sum = FloatVector.broadcast(SPECIES, start);
      sum = FloatVector.fromArray(SPECIES, columns, i).fma(FloatVector.broadcast(SPECIES, b0), sum);
      if (depth > 1) {
        sum =
            FloatVector.fromArray(SPECIES, columns, a1 + i)
                .fma(FloatVector.broadcast(SPECIES, b1), sum);
        if (depth > 2) {
          sum =
              FloatVector.fromArray(SPECIES, columns, a2 + i)
                  .fma(FloatVector.broadcast(SPECIES, b2), sum);
          if (depth > 3) {
            sum =
                FloatVector.fromArray(SPECIES, columns, a3 + i)
                    .fma(FloatVector.broadcast(SPECIES, b3), sum);
          }
        }
      }
      sum = TYPE.cast(sum);
      if (mask) {
        FloatVector.zero(SPECIES)
            .blend(sum, FloatVector.fromArray(SPECIES, gate, at + i).compare(VectorOperators.GE, 0))
            .intoArray(sums, at + i);
      } else {
        sum.intoArray(sums, at + i);
        if (activate) {
          sum.blend(0, sum.compare(VectorOperators.LT, 0)).intoArray(gate, at + i);
        }
      }
    }
  }
}
