package io.github.backpropbench.backend.blas;

/**
 * A matrix on one flat array, column after column, as BLAS has it: element (i, j) is {@code
 * values[i + j·rows]}. The batch lies along the columns, so that a bias is added to, and rows are
 * summed up along, what lies side by side.
 */
public final class BlasMatrixF32 {
  final int rows;
  final int columns;
  final float[] values;

  BlasMatrixF32(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.values = new float[Math.multiplyExact(rows, columns)];
  }
}
