package io.github.backpropbench.backend.arrays;

import org.jspecify.annotations.Nullable;

/**
 * The gradients of a narrow layer's weights, {@code aᵀ·upstream}, and of its bias: one pass over
 * the batch for each tile of three or four inputs and two outputs, with all sums in registers. The
 * last tiles overlap those before them. One index for each array, and constants beside it, leave C2
 * enough registers; with an index for each column it keeps some in vector registers, at a fifth of
 * the speed.
 */
final class NarrowGradientF32 {
  private NarrowGradientF32() {}

  static boolean suits(ArraysMatrixF32 a, ArraysMatrixF32 upstream) {
    return 3 <= a.columns
        && a.columns < ProductF32.SHORT
        && 2 <= upstream.columns
        && upstream.columns < ProductF32.SHORT;
  }

  static void compute(
      ArraysMatrixF32 a,
      ArraysMatrixF32 upstream,
      ArraysMatrixF32 bGradient,
      @Nullable ArraysMatrixF32 rowGradient) {
    int k = a.columns;
    int n = upstream.columns;
    for (int i = 0; i < n; i += 2) {
      int j = Math.min(i, n - 2);
      if (k == 3) {
        threeByTwo(a, upstream, j, bGradient.values, rowGradient);
        continue;
      }
      for (int p = 0; p < k; p += 4) {
        ArraysMatrixF32 row = p == 0 ? rowGradient : null;
        fourByTwo(a, Math.min(p, k - 4), upstream, j, bGradient.values, row);
      }
    }
  }

  private static void threeByTwo(
      ArraysMatrixF32 a,
      ArraysMatrixF32 upstream,
      int j,
      float[] bGradient,
      @Nullable ArraysMatrixF32 rowGradient) {
    float[] x = a.values;
    float[] u = upstream.values;
    int n = upstream.columns;
    float g00 = 0;
    float g01 = 0;
    float g10 = 0;
    float g11 = 0;
    float g20 = 0;
    float g21 = 0;
    float row0 = 0;
    float row1 = 0;
    int at = 0;
    for (int from = j; from < u.length; from += n) {
      float u0 = u[from];
      float u1 = u[from + 1];
      row0 += u0;
      row1 += u1;
      g00 = Math.fma(x[at], u0, g00);
      g01 = Math.fma(x[at], u1, g01);
      g10 = Math.fma(x[at + 1], u0, g10);
      g11 = Math.fma(x[at + 1], u1, g11);
      g20 = Math.fma(x[at + 2], u0, g20);
      g21 = Math.fma(x[at + 2], u1, g21);
      at += 3;
    }
    store(bGradient, j, g00, g01);
    store(bGradient, n + j, g10, g11);
    store(bGradient, 2 * n + j, g20, g21);
    if (rowGradient != null) {
      store(rowGradient.values, j, row0, row1);
    }
  }

  private static void fourByTwo(
      ArraysMatrixF32 a,
      int p,
      ArraysMatrixF32 upstream,
      int j,
      float[] bGradient,
      @Nullable ArraysMatrixF32 rowGradient) {
    float[] x = a.values;
    float[] u = upstream.values;
    int k = a.columns;
    int n = upstream.columns;
    float g00 = 0;
    float g01 = 0;
    float g10 = 0;
    float g11 = 0;
    float g20 = 0;
    float g21 = 0;
    float g30 = 0;
    float g31 = 0;
    float row0 = 0;
    float row1 = 0;
    int at = p;
    for (int from = j; from < u.length; from += n) {
      float u0 = u[from];
      float u1 = u[from + 1];
      row0 += u0;
      row1 += u1;
      g00 = Math.fma(x[at], u0, g00);
      g01 = Math.fma(x[at], u1, g01);
      g10 = Math.fma(x[at + 1], u0, g10);
      g11 = Math.fma(x[at + 1], u1, g11);
      g20 = Math.fma(x[at + 2], u0, g20);
      g21 = Math.fma(x[at + 2], u1, g21);
      g30 = Math.fma(x[at + 3], u0, g30);
      g31 = Math.fma(x[at + 3], u1, g31);
      at += k;
    }
    store(bGradient, p * n + j, g00, g01);
    store(bGradient, (p + 1) * n + j, g10, g11);
    store(bGradient, (p + 2) * n + j, g20, g21);
    store(bGradient, (p + 3) * n + j, g30, g31);
    if (rowGradient != null) {
      store(rowGradient.values, j, row0, row1);
    }
  }

  private static void store(float[] into, int at, float value0, float value1) {
    into[at] = value0;
    into[at + 1] = value1;
  }
}
