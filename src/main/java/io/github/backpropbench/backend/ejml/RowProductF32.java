package io.github.backpropbench.backend.ejml;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.jspecify.annotations.Nullable;

/**
 * Products row by row: each row of the result is the sum of those of the right operand, each times
 * an element of the left one, by EJML's {@code addEquals}. That has one index for both matrices, so
 * C2 vectorizes it; the library's products have two. So the rows are copied into matrices of their
 * own, which are kept.
 */
final class RowProductF32 {
  private FMatrixRMaj[] rows = new FMatrixRMaj[0];
  private final FMatrixRMaj sum = new FMatrixRMaj(1, 1);

  /** Takes the rows of b as the right operand. */
  void useRows(FMatrixRMaj b) {
    reserve(b.numRows, b.numCols);
    for (int p = 0; p < b.numRows; p++) {
      System.arraycopy(b.data, p * b.numCols, rows[p].data, 0, b.numCols);
    }
  }

  /** Takes the columns of b as the right operand's rows. */
  void useColumns(FMatrixRMaj b) {
    reserve(b.numCols, b.numRows);
    for (int p = 0; p < b.numCols; p++) {
      float[] row = rows[p].data;
      for (int j = 0; j < b.numRows; j++) {
        row[j] = b.data[j * b.numCols + p];
      }
    }
  }

  private void reserve(int count, int width) {
    int present = rows.length;
    if (present < count) {
      rows = Arrays.copyOf(rows, count);
      for (int p = present; p < count; p++) {
        rows[p] = new FMatrixRMaj(1, width);
      }
    }
    for (int p = 0; p < count; p++) {
      rows[p].reshape(1, width);
    }
    sum.reshape(1, width);
  }

  /**
   * Adds to the start, or to zeros without one, the left operand times as many of the rows as there
   * are terms. Element (i, p) of the left operand is {@code factors[i·down + p·right]}.
   */
  void multiply(
      float[] factors,
      int down,
      int right,
      int terms,
      @Nullable FMatrixRMaj start,
      FMatrixRMaj out) {
    int width = out.numCols;
    for (int i = 0; i < out.numRows; i++) {
      if (start == null) {
        Arrays.fill(sum.data, 0, width, 0);
      } else {
        System.arraycopy(start.data, 0, sum.data, 0, width);
      }
      int at = i * down;
      for (int p = 0; p < terms; p++) {
        CommonOps_FDRM.addEquals(sum, factors[at], rows[p]);
        at += right;
      }
      System.arraycopy(sum.data, 0, out.data, i * width, width);
    }
  }
}
