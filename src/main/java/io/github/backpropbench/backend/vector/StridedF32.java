package io.github.backpropbench.backend.vector;

/**
 * A matrix or its transpose, as an operand of a product: element (i, j) is {@code
 * values[i·rowStride + j·columnStride]}. Mutable, so that setting up a product allocates nothing.
 */
final class StridedF32 {
  float[] values = new float[0];
  int rowStride;
  int columnStride;

  void view(VectorMatrixF32 matrix) {
    values = matrix.values;
    rowStride = 1;
    columnStride = matrix.stride;
  }

  void viewTransposed(VectorMatrixF32 matrix) {
    view(matrix);
    transpose();
  }

  /**
   * Whether columns are contiguous and padded, so that vectors can be loaded along them.
   *
   * @param columns their number
   */
  boolean hasColumns(int columns) {
    return rowStride == 1 && (columnStride > 1 || columns == 1);
  }

  void transpose() {
    int stride = rowStride;
    rowStride = columnStride;
    columnStride = stride;
  }
}
