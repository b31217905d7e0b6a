package io.github.backpropbench.kernel;

import java.util.Arrays;

/**
 * Operations that combine the rows of a row-major matrix with each other, for backends whose
 * library has nothing better. Wide rows go through scratch arrays, so that a loop has one index for
 * all its arrays and C2 vectorizes it; narrow ones are not worth the copies.
 */
public final class RowSumsF32 {
  private static final int WIDE = 16;
  private static final int BLOCK = 512;

  private final float[] block = new float[BLOCK];
  private final float[] sums = new float[BLOCK];

  /** {@code out = a + row}, for each row of a. */
  public void addRow(float[] a, float[] row, float[] out, int columns) {
    if (columns < WIDE) {
      addNarrowRow(a, row, out, columns);
      return;
    }
    for (int j = 0; j < columns; j += BLOCK) {
      int width = Math.min(BLOCK, columns - j);
      System.arraycopy(row, j, sums, 0, width);
      for (int at = j; at < a.length; at += columns) {
        System.arraycopy(a, at, block, 0, width);
        add(sums, block, width);
        System.arraycopy(block, 0, out, at, width);
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
  public void sumRows(float[] a, float[] out, int columns) {
    if (columns < WIDE) {
      sumNarrowRows(a, out, columns);
      return;
    }
    for (int j = 0; j < columns; j += BLOCK) {
      int width = Math.min(BLOCK, columns - j);
      Arrays.fill(sums, 0, width, 0);
      for (int at = j; at < a.length; at += columns) {
        System.arraycopy(a, at, block, 0, width);
        add(block, sums, width);
      }
      System.arraycopy(sums, 0, out, j, width);
    }
  }

  /** Four sums per column: with one, each addition would wait for the one before. */
  private static void sumNarrowRows(float[] a, float[] out, int columns) {
    int four = a.length - a.length % (4 * columns);
    for (int j = 0; j < columns; j++) {
      float sum0 = 0;
      float sum1 = 0;
      float sum2 = 0;
      float sum3 = 0;
      for (int at = j; at < four; at += 4 * columns) {
        sum0 += a[at];
        sum1 += a[at + columns];
        sum2 += a[at + 2 * columns];
        sum3 += a[at + 3 * columns];
      }
      for (int at = four + j; at < a.length; at += columns) {
        sum0 += a[at];
      }
      out[j] = (sum0 + sum1) + (sum2 + sum3);
    }
  }

  /** {@code Σ a²}; as many partial sums as a block has elements, then those of the rest. */
  public double sumOfSquares(float[] values) {
    int whole = values.length - values.length % BLOCK;
    if (whole == 0) {
      return sumOfSquares(values, 0);
    }
    Arrays.fill(sums, 0);
    for (int at = 0; at < whole; at += BLOCK) {
      System.arraycopy(values, at, block, 0, BLOCK);
      addSquares(block, sums);
    }
    double sum = sumOfSquares(values, whole);
    for (float partial : sums) {
      sum += partial;
    }
    return sum;
  }

  private static double sumOfSquares(float[] values, int from) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    for (; i + 4 <= values.length; i += 4) {
      sum0 += (double) values[i] * values[i];
      sum1 += (double) values[i + 1] * values[i + 1];
      sum2 += (double) values[i + 2] * values[i + 2];
      sum3 += (double) values[i + 3] * values[i + 3];
    }
    for (; i < values.length; i++) {
      sum0 += (double) values[i] * values[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
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
