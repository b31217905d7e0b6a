package io.github.backpropbench.backend.blas;

/**
 * A matrix in one flat array, column by column, as BLAS expects it: element (i, j) is {@code
 * values[i + j·rows]}. The batch runs along the columns, so adding a bias and summing rows work on
 * contiguous elements.
 */
public final class BlasMatrixF32 {
  final int rows;
  final int columns;
  final float[] values;

  /** What stands for the array in calls of foreign functions, made once rather than per call. */
  final Object segment;

  BlasMatrixF32(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.values = new float[Math.multiplyExact(rows, columns)];
    this.segment = ForeignFunctions.segment(values);
  }
}
