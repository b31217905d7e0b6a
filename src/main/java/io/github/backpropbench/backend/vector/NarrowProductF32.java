package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;
import static io.github.backpropbench.backend.vector.LanesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/**
 * A product whose inner dimension is at most {@value #DEEPEST}, two columns at a time: sums of that
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
    int last = out.runs() - 1;
    for (int j = 0; j <= last; j += 2) {
      int next = Math.min(j + 1, last);
      columns(
          left,
          stride,
          right,
          j * across,
          next * across,
          down,
          depth,
          row == null ? 0 : row.values[j],
          row == null ? 0 : row.values[next],
          then,
          other.values,
          out.values,
          j * out.stride,
          next * out.stride,
          length);
    }
  }

  /**
   * Computes the two columns that are stored from {@code s0} and {@code t0} on, which may be the
   * same one. All of it in one method: a sum must not be a method's argument.
   */
  private static void columns(
      float[] a,
      int a1,
      float[] b,
      int left,
      int right,
      int down,
      int depth,
      float leftStart,
      float rightStart,
      Then then,
      float[] gate,
      float[] out,
      int s0,
      int t0,
      int length) {
    int b1 = depth > 1 ? down : 0;
    int b2 = depth > 2 ? 2 * down : 0;
    int b3 = depth > 3 ? 3 * down : 0;
    int a2 = 2 * a1;
    int a3 = 3 * a1;
    float l0 = b[left];
    float l1 = b[left + b1];
    float l2 = b[left + b2];
    float l3 = b[left + b3];
    float r0 = b[right];
    float r1 = b[right + b1];
    float r2 = b[right + b2];
    float r3 = b[right + b3];
    boolean activate = then == Then.ACTIVATE;
    boolean mask = then == Then.MASK;
    for (int i = 0; i < length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, i);
      FloatVector s =
          x.fma(FloatVector.broadcast(SPECIES, l0), FloatVector.broadcast(SPECIES, leftStart));
      FloatVector t =
          x.fma(FloatVector.broadcast(SPECIES, r0), FloatVector.broadcast(SPECIES, rightStart));
      if (depth > 1) {
        x = FloatVector.fromArray(SPECIES, a, a1 + i);
        s = x.fma(FloatVector.broadcast(SPECIES, l1), s);
        t = x.fma(FloatVector.broadcast(SPECIES, r1), t);
        if (depth > 2) {
          x = FloatVector.fromArray(SPECIES, a, a2 + i);
          s = x.fma(FloatVector.broadcast(SPECIES, l2), s);
          t = x.fma(FloatVector.broadcast(SPECIES, r2), t);
          if (depth > 3) {
            x = FloatVector.fromArray(SPECIES, a, a3 + i);
            s = x.fma(FloatVector.broadcast(SPECIES, l3), s);
            t = x.fma(FloatVector.broadcast(SPECIES, r3), t);
          }
        }
      }
      if (mask) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector g = FloatVector.fromArray(SPECIES, gate, s0 + i);
        s = zero.blend(s, g.compare(VectorOperators.GE, 0));
        g = FloatVector.fromArray(SPECIES, gate, t0 + i);
        t = zero.blend(t, g.compare(VectorOperators.GE, 0));
      }
      s = TYPE.cast(s);
      t = TYPE.cast(t);
      s.intoArray(out, s0 + i);
      t.intoArray(out, t0 + i);
      if (activate) {
        s.blend(0, s.compare(VectorOperators.LT, 0)).intoArray(gate, s0 + i);
        t.blend(0, t.compare(VectorOperators.LT, 0)).intoArray(gate, t0 + i);
      }
    }
  }
}
