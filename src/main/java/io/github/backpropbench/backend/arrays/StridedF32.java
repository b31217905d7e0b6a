package io.github.backpropbench.backend.arrays;

import org.jspecify.annotations.Nullable;

/**
 * A view of a flat array as a matrix: element (i, j) is {@code values[i·rowStride +
 * j·columnStride]}. With its strides exchanged it is the transpose. Mutable, so that a product can
 * set up its views without allocating.
 */
final class StridedF32 {
  private static final float[] ZERO = {0};

  float[] values = new float[0];
  int rowStride;
  int columnStride;

  void view(ArraysMatrixF32 matrix) {
    values = matrix.values;
    rowStride = matrix.columns;
    columnStride = 1;
  }

  void viewTransposed(ArraysMatrixF32 matrix) {
    view(matrix);
    transpose();
  }

  /** A matrix of any height whose rows are all the given one; of zeros without one. */
  void viewRepeated(@Nullable ArraysMatrixF32 row) {
    values = row == null ? ZERO : row.values;
    rowStride = 0;
    columnStride = row == null ? 0 : 1;
  }

  boolean isZero() {
    return values == ZERO;
  }

  void transpose() {
    int stride = rowStride;
    rowStride = columnStride;
    columnStride = stride;
  }

  int index(int i, int j) {
    return i * rowStride + j * columnStride;
  }

  float get(int i, int j) {
    return values[index(i, j)];
  }

  /** Copies {@code width} elements of row i, from column j on, to the start of an array. */
  void load(int i, int j, int width, float[] into) {
    int start = index(i, j);
    if (columnStride == 1) {
      System.arraycopy(values, start, into, 0, width);
      return;
    }
    float[] from = values;
    int stride = columnStride;
    for (int q = 0; q < width; q++) {
      into[q] = from[start + q * stride];
    }
  }

  /** The reverse of {@link #load}. */
  void store(int i, int j, int width, float[] from) {
    int start = index(i, j);
    if (columnStride == 1) {
      System.arraycopy(from, 0, values, start, width);
      return;
    }
    float[] into = values;
    int stride = columnStride;
    for (int q = 0; q < width; q++) {
      into[start + q * stride] = from[q];
    }
  }
}
