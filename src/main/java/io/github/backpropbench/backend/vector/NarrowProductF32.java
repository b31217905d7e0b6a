package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/**
 * A product of few terms or few columns, two columns of the result at a time, with up to four terms
 * written out. The operation that follows is applied while a result is still in a register, since
 * storing and reloading it would take longer than computing it.
 */
final class NarrowProductF32 {
  /** The most terms of {@link #columns}, which has them written out. */
  private static final int UNROLLED = 4;

  /** What happens to a product while it is in registers. */
  enum Epilogue {
    /** Stores the product. */
    STORE,
    /** Stores the product, and its ReLU in {@code other}. */
    ACTIVATE,
    /** Stores the product where {@code other ≥ 0}, else 0. */
    MASK
  }

  private NarrowProductF32() {}

  /** Whether {@code a·b} is such a product and has more than one row. */
  static boolean suits(VectorMatrixF32 a, int columns) {
    return !a.isRow() && NarrowLayers.multiply(a.columns, columns);
  }

  /**
   * Computes all columns of {@code out}.
   *
   * @param leftColumnStride the distance between the left operand's columns, which are contiguous
   * @param rightRowStride the distance between the right operand's rows
   * @param rightColumnStride the distance between the right operand's columns
   * @param row added to each row of the product; null for none
   */
  static void multiply(
      float[] left,
      int leftColumnStride,
      float[] right,
      int rightRowStride,
      int rightColumnStride,
      int depth,
      @Nullable VectorMatrixF32 row,
      Epilogue epilogue,
      VectorMatrixF32 other,
      VectorMatrixF32 out) {
    multiply(
        left,
        0,
        leftColumnStride,
        right,
        rightRowStride,
        rightColumnStride,
        depth,
        row,
        epilogue,
        other.values,
        out.values,
        out.stride,
        out.runs(),
        SpeciesF32.padded(out.runLength()));
  }

  /**
   * Computes columns of {@code out}, whole vectors of each.
   *
   * @param leftAt where the left operand's first row is
   * @param leftColumnStride the distance between the left operand's columns, which are contiguous
   * @param rightRowStride the distance between the right operand's rows
   * @param rightColumnStride the distance between the right operand's columns
   * @param row added to each row of the product; null for none
   * @param stride the distance between the columns of {@code out}, and of {@code other}
   */
  static void multiply(
      float[] left,
      int leftAt,
      int leftColumnStride,
      float[] right,
      int rightRowStride,
      int rightColumnStride,
      int depth,
      @Nullable VectorMatrixF32 row,
      Epilogue epilogue,
      float[] other,
      float[] out,
      int stride,
      int columns,
      int length) {
    int last = columns - 1;
    for (int j = 0; j <= last; j += 2) {
      int next = Math.min(j + 1, last);
      if (depth <= UNROLLED) {
        columns(
            left,
            leftAt,
            leftColumnStride,
            right,
            j * rightColumnStride,
            next * rightColumnStride,
            rightRowStride,
            depth,
            row == null ? 0 : row.values[j],
            row == null ? 0 : row.values[next],
            epilogue,
            other,
            out,
            j * stride,
            next * stride,
            length);
      } else {
        deepColumns(
            left,
            leftAt,
            leftColumnStride,
            right,
            j * rightColumnStride,
            next * rightColumnStride,
            rightRowStride,
            depth,
            row == null ? 0 : row.values[j],
            row == null ? 0 : row.values[next],
            epilogue,
            other,
            out,
            j * stride,
            next * stride,
            length);
      }
    }
  }

  /**
   * Computes the two columns that start at {@code s0} and {@code t0}, which may be the same. It is
   * one method because a vector must not be a method's argument.
   */
  private static void columns(
      float[] a,
      int a0,
      int stride,
      float[] b,
      int left,
      int right,
      int rightRowStride,
      int depth,
      float leftStart,
      float rightStart,
      Epilogue epilogue,
      float[] other,
      float[] out,
      int s0,
      int t0,
      int length) {
    int b1 = depth > 1 ? rightRowStride : 0;
    int b2 = depth > 2 ? 2 * rightRowStride : 0;
    int b3 = depth > 3 ? 3 * rightRowStride : 0;
    int a1 = a0 + stride;
    int a2 = a0 + 2 * stride;
    int a3 = a0 + 3 * stride;
    float l0 = b[left];
    float l1 = b[left + b1];
    float l2 = b[left + b2];
    float l3 = b[left + b3];
    float r0 = b[right];
    float r1 = b[right + b1];
    float r2 = b[right + b2];
    float r3 = b[right + b3];
    boolean activate = epilogue == Epilogue.ACTIVATE;
    boolean mask = epilogue == Epilogue.MASK;
    for (int i = 0; i < length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, a0 + i);
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
        FloatVector g = FloatVector.fromArray(SPECIES, other, s0 + i);
        s = zero.blend(TYPE.cast(s), g.compare(VectorOperators.GE, 0));
        g = FloatVector.fromArray(SPECIES, other, t0 + i);
        t = zero.blend(TYPE.cast(t), g.compare(VectorOperators.GE, 0));
      }
      s = TYPE.cast(s);
      t = TYPE.cast(t);
      s.intoArray(out, s0 + i);
      t.intoArray(out, t0 + i);
      if (activate) {
        s.blend(0, s.compare(VectorOperators.LT, 0)).intoArray(other, s0 + i);
        t.blend(0, t.compare(VectorOperators.LT, 0)).intoArray(other, t0 + i);
      }
    }
  }

  /**
   * The same for any number of terms. A method of its own: that loop within the other one made it
   * slower where it does not run.
   */
  private static void deepColumns(
      float[] a,
      int a0,
      int stride,
      float[] b,
      int left,
      int right,
      int rightRowStride,
      int depth,
      float leftStart,
      float rightStart,
      Epilogue epilogue,
      float[] other,
      float[] out,
      int s0,
      int t0,
      int length) {
    boolean activate = epilogue == Epilogue.ACTIVATE;
    boolean mask = epilogue == Epilogue.MASK;
    for (int i = 0; i < length; i += LANES) {
      FloatVector s = FloatVector.broadcast(SPECIES, leftStart);
      FloatVector t = FloatVector.broadcast(SPECIES, rightStart);
      for (int p = 0; p < depth; p++) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, a0 + p * stride + i);
        s = x.fma(FloatVector.broadcast(SPECIES, b[left + p * rightRowStride]), s);
        t = x.fma(FloatVector.broadcast(SPECIES, b[right + p * rightRowStride]), t);
      }
      if (mask) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector g = FloatVector.fromArray(SPECIES, other, s0 + i);
        s = zero.blend(TYPE.cast(s), g.compare(VectorOperators.GE, 0));
        g = FloatVector.fromArray(SPECIES, other, t0 + i);
        t = zero.blend(TYPE.cast(t), g.compare(VectorOperators.GE, 0));
      }
      s = TYPE.cast(s);
      t = TYPE.cast(t);
      s.intoArray(out, s0 + i);
      t.intoArray(out, t0 + i);
      if (activate) {
        s.blend(0, s.compare(VectorOperators.LT, 0)).intoArray(other, s0 + i);
        t.blend(0, t.compare(VectorOperators.LT, 0)).intoArray(other, t0 + i);
      }
    }
  }
}
