package io.github.backpropbench.kernel;

/**
 * Operations on the rows of a matrix as plain loops over its array, for backends whose library has
 * nothing better. Element (i, j) is {@code values[i·rowStride + j·columnStride]}, so that they
 * serve row-major and column-major storage.
 */
public final class RowLoopsF32 {
  private RowLoopsF32() {}

  /** {@link MatrixKernel#crossEntropy}, on three distinct arrays of the same layout. */
  public static double crossEntropy(
      float[] logits,
      float[] target,
      float[] gradient,
      int rows,
      int columns,
      int rowStride,
      int columnStride) {
    double loss = 0;
    float share = (float) 1 / rows;
    for (int i = 0; i < rows; i++) {
      int start = i * rowStride;
      int end = start + columns * columnStride;
      float max = logits[start];
      for (int at = start + columnStride; at < end; at += columnStride) {
        max = Math.max(max, logits[at]);
      }
      float sum = 0;
      float weight = 0;
      for (int at = start; at < end; at += columnStride) {
        float exp = (float) Math.exp(logits[at] - max);
        gradient[at] = exp;
        sum += exp;
        weight += target[at];
      }
      float factor = weight / sum;
      float logOfSum = (float) Math.log(sum);
      for (int at = start; at < end; at += columnStride) {
        loss += target[at] * (logOfSum - (logits[at] - max));
        gradient[at] = (gradient[at] * factor - target[at]) * share;
      }
    }
    return loss / rows;
  }

  /** {@link MatrixKernel#addRow} of column-major matrices. */
  public static void addRowByColumn(float[] a, float[] row, float[] into, int rows) {
    if (rows == 1) {
      for (int j = 0; j < into.length; j++) {
        into[j] = a[j] + row[j];
      }
      return;
    }
    for (int j = 0; j < row.length; j++) {
      float value = row[j];
      int end = (j + 1) * rows;
      for (int i = j * rows; i < end; i++) {
        into[i] = a[i] + value;
      }
    }
  }

  /** Adds a row to each row of a column-major matrix and applies the ReLU to the sums. */
  public static void addRowReluByColumn(float[] sums, float[] row, float[] into, int rows) {
    if (rows == 1) {
      addRowByColumn(sums, row, sums, 1);
      ElementLoopsF32.relu(sums, into);
      return;
    }
    for (int j = 0; j < row.length; j++) {
      float value = row[j];
      int end = (j + 1) * rows;
      for (int i = j * rows; i < end; i++) {
        float sum = sums[i] + value;
        sums[i] = sum;
        into[i] = Math.max(sum, 0);
      }
    }
  }

  /** Makes each row of a row-major matrix the given one; what is filled doubles with each copy. */
  public static void repeatRow(float[] row, float[] into) {
    System.arraycopy(row, 0, into, 0, row.length);
    for (int filled = row.length; filled < into.length; filled *= 2) {
      System.arraycopy(into, 0, into, filled, Math.min(filled, into.length - filled));
    }
  }

  /** {@link MatrixKernel#copyRows} of a column-major matrix of {@code height} rows. */
  public static void copyRowsByColumn(
      float[] from, int height, int[] rows, int first, float[] into, int count, int columns) {
    for (int j = 0; j < columns; j++) {
      int column = j * height;
      int to = j * count;
      for (int i = 0; i < count; i++) {
        into[to + i] = from[column + rows[first + i]];
      }
    }
  }

  /** {@link MatrixKernel#copyRows} of a row-major matrix. */
  public static void copyRows(
      float[] from, int[] rows, int first, float[] into, int count, int columns) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(from, rows[first + i] * columns, into, i * columns, columns);
    }
  }
}
