package io.github.backpropbench.backend.vector;

import org.jspecify.annotations.Nullable;

/**
 * Layers so small and batches so short that a vector would hold more padding than numbers, and that
 * to add up its lanes would take longer than the numbers themselves: plain loops.
 */
final class FewSamplesF32 {
  /** The most samples whose sums are worth no vectors. */
  private static final int MOST = LanesF32.LANES;

  /** The most weights that one sample is multiplied with by plain loops. */
  private static final int FEW_WEIGHTS = 16;

  /** The most elements that are subtracted and squared by a plain loop. */
  private static final int FEW_ELEMENTS = 8;

  private FewSamplesF32() {}

  /** Whether {@code a} is one sample, to be multiplied with so few weights. */
  static boolean suits(VectorMatrixF32 a, VectorMatrixF32 weights) {
    return a.isRow() && weights.rows * weights.columns <= FEW_WEIGHTS;
  }

  /** Whether the gradients of a layer with input {@code a} are so few sums of so few. */
  static boolean suitsGradient(VectorMatrixF32 a, VectorMatrixF32 weights) {
    return a.rows <= MOST
        && a.columns <= NarrowProductF32.DEEPEST
        && weights.rows * weights.columns <= FEW_WEIGHTS;
  }

  /** Whether a sum over all of {@code a} is one of so few. */
  static boolean suitsSum(VectorMatrixF32 a) {
    return a.rows * a.columns <= FEW_ELEMENTS;
  }

  /** {@code out = a·b + row}, for one sample. */
  static void affine(
      VectorMatrixF32 a, VectorMatrixF32 b, @Nullable VectorMatrixF32 row, VectorMatrixF32 out) {
    for (int j = 0; j < out.columns; j++) {
      float sum = row == null ? 0 : row.values[j];
      int at = j * b.stride;
      for (int p = 0; p < a.columns; p++) {
        sum += a.values[p] * b.values[at + p];
      }
      out.values[j] = sum;
    }
  }

  /** {@code out = max(hidden, 0)}, for one sample. */
  static void relu(VectorMatrixF32 hidden, VectorMatrixF32 out) {
    for (int j = 0; j < out.columns; j++) {
      float x = hidden.values[j];
      out.values[j] = x < 0 ? 0 : x;
    }
  }

  /** {@code out = a·bᵀ} where {@code input ≥ 0}, else 0, for one sample. */
  static void reluGradientOfProduct(
      VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 input, VectorMatrixF32 out) {
    for (int i = 0; i < out.columns; i++) {
      float sum = 0;
      for (int p = 0; p < a.columns; p++) {
        sum += a.values[p] * b.values[i + p * b.stride];
      }
      out.values[i] = input.values[i] >= 0 ? sum : 0;
    }
  }

  /** {@code bGradient = aᵀ·upstream}, {@code rowGradient = Σ} of upstream's rows. */
  static void affineGradient(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient) {
    for (int j = 0; j < upstream.columns; j++) {
      float sum =
          products(
              a.values,
              a.stride,
              a.columns - 1,
              upstream.values,
              j * upstream.stride,
              a.rows,
              bGradient.values,
              j * bGradient.stride);
      if (rowGradient != null) {
        rowGradient.values[j] = sum;
      }
    }
  }

  /** A layer's way back, see {@code MatrixKernel.affineBackward}, for one sample. */
  static void affineBackward(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 gate,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient,
      VectorMatrixF32 aGradient) {
    for (int i = 0; i < a.columns; i++) {
      float x = a.values[i];
      float sum = 0;
      for (int p = 0; p < upstream.columns; p++) {
        float g = upstream.values[p];
        bGradient.values[i + p * b.stride] = x * g;
        sum += g * b.values[i + p * b.stride];
      }
      aGradient.values[i] = gate == null || gate.values[i] >= 0 ? sum : 0;
    }
    if (rowGradient != null) {
      for (int p = 0; p < upstream.columns; p++) {
        rowGradient.values[p] = upstream.values[p];
      }
    }
  }

  /** {@code gradient = 2(a − b)}; returns {@code Σ(a − b)²}. */
  static double squaredError(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 gradient) {
    float sum = 0;
    int length = a.runLength();
    for (int j = 0; j < a.runs(); j++) {
      int start = j * a.stride;
      for (int i = start; i < start + length; i++) {
        float difference = a.values[i] - b.values[i];
        sum += difference * difference;
        gradient.values[i] = 2 * difference;
      }
    }
    return sum;
  }

  /**
   * The inner products of a column with each of up to four others; returns the column's sum. Where
   * there are fewer, the last comes several times.
   */
  private static float products(
      float[] a, int stride, int last, float[] column, int from, int length, float[] out, int to) {
    int a1 = Math.min(1, last) * stride;
    int a2 = Math.min(2, last) * stride;
    int a3 = last * stride;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float sum = 0;
    for (int i = 0; i < length; i++) {
      float x = column[from + i];
      s0 += a[i] * x;
      s1 += a[a1 + i] * x;
      s2 += a[a2 + i] * x;
      s3 += a[a3 + i] * x;
      sum += x;
    }
    out[to] = s0;
    out[to + Math.min(1, last)] = s1;
    out[to + Math.min(2, last)] = s2;
    out[to + last] = s3;
    return sum;
  }
}
