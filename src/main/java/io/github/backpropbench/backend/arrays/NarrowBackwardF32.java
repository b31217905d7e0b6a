package io.github.backpropbench.backend.arrays;

import io.github.backpropbench.kernel.ReluMask;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass of a layer with a single output behind a ReLU: one pass over the batch for each
 * two inputs gives the gradients of their weights, of the bias, and of the inputs. Of an odd number
 * of inputs the last pair overlaps the one before.
 */
final class NarrowBackwardF32 {
  private NarrowBackwardF32() {}

  static boolean suits(ArraysMatrixF32 a, ArraysMatrixF32 upstream) {
    return 2 <= a.columns && a.columns <= ProductF32.SHORT && upstream.columns == 1;
  }

  static void compute(
      ArraysMatrixF32 a,
      ArraysMatrixF32 upstream,
      ArraysMatrixF32 b,
      ArraysMatrixF32 gate,
      ArraysMatrixF32 bGradient,
      @Nullable ArraysMatrixF32 rowGradient,
      ArraysMatrixF32 aGradient) {
    for (int i = 0; i < a.columns; i += 2) {
      ArraysMatrixF32 sums = i == 0 ? rowGradient : null;
      int p = Math.min(i, a.columns - 2);
      twoInputs(a, p, upstream, b, gate, bGradient, sums, aGradient);
    }
  }

  private static void twoInputs(
      ArraysMatrixF32 a,
      int p,
      ArraysMatrixF32 upstream,
      ArraysMatrixF32 b,
      ArraysMatrixF32 gate,
      ArraysMatrixF32 bGradient,
      @Nullable ArraysMatrixF32 rowGradient,
      ArraysMatrixF32 aGradient) {
    float[] x = a.values;
    float[] input = gate.values;
    float[] out = aGradient.values;
    int k = a.columns;
    float b0 = b.values[p];
    float b1 = b.values[p + 1];
    float g0 = 0;
    float g1 = 0;
    float row = 0;
    int at = p;
    for (int i = 0; i < a.rows; i++) {
      float u = upstream.values[i];
      row += u;
      g0 += x[at] * u;
      g1 += x[at + 1] * u;
      out[at] = ReluMask.pass(u * b0, input[at]);
      out[at + 1] = ReluMask.pass(u * b1, input[at + 1]);
      at += k;
    }
    bGradient.values[p] = g0;
    bGradient.values[p + 1] = g1;
    if (rowGradient != null) {
      rowGradient.values[0] = row;
    }
  }
}
