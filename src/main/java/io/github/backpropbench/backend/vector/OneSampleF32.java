package io.github.backpropbench.backend.vector;

import org.jspecify.annotations.Nullable;

/**
 * Plain loops for one sample in a layer so small that a vector would be mostly padding, and summing
 * its lanes would take longer than summing the numbers themselves.
 */
final class OneSampleF32 {
  private OneSampleF32() {}

  /** Whether {@code a} is one sample and the weights are few enough. */
  static boolean suits(VectorMatrixF32 a, VectorMatrixF32 weights) {
    return a.isRow() && NarrowLayers.multiplyOne(weights.rows * weights.columns);
  }

  /** Whether {@code a} is one sample with few enough elements. */
  static boolean suitsSum(VectorMatrixF32 a) {
    return a.isRow() && NarrowLayers.sumOne(a.columns);
  }

  /** {@code out = a·b + row}. */
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

  /** {@code out = max(hidden, 0)}. */
  static void relu(VectorMatrixF32 hidden, VectorMatrixF32 out) {
    for (int j = 0; j < out.columns; j++) {
      float x = hidden.values[j];
      out.values[j] = x < 0 ? 0 : x;
    }
  }

  /** {@code out = a·bᵀ} where {@code input ≥ 0}, else 0. */
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

  /** {@code bGradient = aᵀ·upstream}, {@code rowGradient = upstream}. */
  static void affineGradient(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient) {
    for (int j = 0; j < upstream.columns; j++) {
      float g = upstream.values[j];
      int at = j * bGradient.stride;
      for (int i = 0; i < a.columns; i++) {
        bGradient.values[at + i] = a.values[i] * g;
      }
      if (rowGradient != null) {
        rowGradient.values[j] = g;
      }
    }
  }

  /** See {@code MatrixKernel.affineBackward}. */
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
    for (int j = 0; j < a.columns; j++) {
      float difference = a.values[j] - b.values[j];
      sum += difference * difference;
      gradient.values[j] = 2 * difference;
    }
    return sum;
  }
}
