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
