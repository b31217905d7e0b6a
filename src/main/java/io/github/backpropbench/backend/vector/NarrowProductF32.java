package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;
import static io.github.backpropbench.backend.vector.LanesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

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

  private NarrowProductF32() {}

  /** Whether a product {@code a·b} is one, with a column for each column of the result. */
  static boolean suits(VectorMatrixF32 a) {
    return a.columns <= DEEPEST && !a.isRow();
  }

  /**
   * Computes all columns of {@code out}.
   *
   * @param stride the distance of the left operand's columns, which are contiguous
   * @param down the distance of the right operand's rows
   * @param across the distance of its columns
   * @param row what the sums start from, a number a column; null for 0
   */
  static void multiply(
      float[] left,
      int stride,
      float[] right,
      int down,
      int across,
      int depth,
      @Nullable VectorMatrixF32 row,
      Then then,
      VectorMatrixF32 other,
      VectorMatrixF32 out) {
    int length = LanesF32.padded(out.runLength());
    for (int j = 0; j < out.runs(); j++) {
      column(
          left,
          stride,
          right,
          j * across,
          down,
          depth,
          row == null ? 0 : row.values[j],
          then,
          other.values,
          out.values,
          j * out.stride,
          length);
    }
  }

  /**
   * Computes the column that is stored from {@code at} on. All of it in one method: a sum must not
   * be a method's argument.
   */
  private static void column(
      float[] columns,
      int a1,
      float[] factors,
      int from,
      int down,
      int depth,
      float start,
      Then then,
      float[] gate,
      float[] sums,
      int at,
      int length) {
    float b0 = factors[from];
    float b1 = depth > 1 ? factors[from + down] : 0;
    float b2 = depth > 2 ? factors[from + 2 * down] : 0;
    float b3 = depth > 3 ? factors[from + 3 * down] : 0;
    int a2 = 2 * a1;
    int a3 = 3 * a1;
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
