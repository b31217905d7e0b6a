package io.github.backpropbench.backend.vector;

/**
 * A matrix or its transpose, as an operand of a product: element (i, j) is {@code values[i·down +
 * j·right]}. Mutable, so that a product can set up its operands without allocating.
 */
final class StridedF32 {
  float[] values = new float[0];
  int down;
  int right;

  void view(VectorMatrixF32 matrix) {
    values = matrix.values;
    down = 1;
    right = matrix.stride;
  }

  void viewTransposed(VectorMatrixF32 matrix) {
    view(matrix);
    transpose();
  }

  void transpose() {
    int stride = down;
    down = right;
    right = stride;
  }
}
