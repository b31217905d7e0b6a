package io.github.backpropbench.backend.arrays;

import java.util.Arrays;

/**
 * Operations that combine rows with each other. Wide rows go through scratch arrays, so that a loop
 * has one index for all its arrays and C2 vectorizes it; narrow ones are not worth the copies.
 */
final class RowsF32 {
  private static final int WIDE = 16;
  private static final int BLOCK = 512;

  private final float[] block = new float[BLOCK];
  private final float[] sums = new float[BLOCK];

  /** {@code out = a + row}, for each row of a. */
  void addRow(ArraysMatrixF32 a, ArraysMatrixF32 row, ArraysMatrixF32 out) {
    if (a.columns < WIDE) {
      addNarrowRow(a.values, row.values, out.values, a.columns);
      return;
    }
    for (int j = 0; j < a.columns; j += BLOCK) {
      int width = Math.min(BLOCK, a.columns - j);
      System.arraycopy(row.values, j, sums, 0, width);
      for (int at = j; at < a.values.length; at += a.columns) {
        System.arraycopy(a.values, at, block, 0, width);
        add(sums, block, width);
        System.arraycopy(block, 0, out.values, at, width);
      }
    }
  }

  private static void addNarrowRow(float[] a, float[] row, float[] out, int columns) {
    for (int j = 0; j < columns; j++) {
      float value = row[j];
      for (int at = j; at < out.length; at += columns) {
        out[at] = a[at] + value;
      }
    }
  }

  /** {@code out = Σ} of the rows of a. */
  void sumRows(ArraysMatrixF32 a, ArraysMatrixF32 out) {
    if (a.columns < WIDE) {
      sumNarrowRows(a.values, out.values, a.columns);
      return;
    }
    for (int j = 0; j < a.columns; j += BLOCK) {
      int width = Math.min(BLOCK, a.columns - j);
      Arrays.fill(sums, 0, width, 0);
      for (int at = j; at < a.values.length; at += a.columns) {
        System.arraycopy(a.values, at, block, 0, width);
        add(block, sums, width);
      }
      System.arraycopy(sums, 0, out.values, j, width);
    }
  }

  private static void sumNarrowRows(float[] a, float[] out, int columns) {
    for (int j = 0; j < columns; j++) {
      float sum = 0;
      for (int at = j; at < a.length; at += columns) {
        sum += a[at];
      }
      out[j] = sum;
    }
  }

  /** {@code Σ a²}, in as many partial sums as a block has elements. */
  double sumOfSquares(ArraysMatrixF32 a) {
    float[] values = a.values;
    Arrays.fill(sums, 0);
    int whole = values.length - values.length % BLOCK;
    for (int at = 0; at < whole; at += BLOCK) {
      System.arraycopy(values, at, block, 0, BLOCK);
      addSquares(block, sums);
    }
    double sum = 0;
    for (int at = whole; at < values.length; at++) {
      sum += (double) values[at] * values[at];
    }
    if (whole > 0) {
      for (float partial : sums) {
        sum += partial;
      }
    }
    return sum;
  }

  private static void add(float[] from, float[] into, int width) {
    for (int i = 0; i < width; i++) {
      into[i] += from[i];
    }
  }

  private static void addSquares(float[] from, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] += from[i] * from[i];
    }
  }
}
