package io.github.backpropbench.backend.vector;

/**
 * A matrix, column after column: element (i, j) is {@code values[i + j·stride]}. Columns are padded
 * to whole vectors, so that loops need no tail; a single row is contiguous. What the padding holds
 * is undefined: whoever sums over a column leaves it out.
 */
public final class VectorMatrixF32 {
  final int rows;
  final int columns;
  final int stride;
  final float[] values;

  VectorMatrixF32(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    stride = rows == 1 ? 1 : LanesF32.padded(rows);
    values = new float[LanesF32.padded(Math.multiplyExact(stride, columns))];
  }

  boolean isRow() {
    return rows == 1;
  }

  /** How many runs of contiguous elements there are: the columns, or the one row. */
  int runs() {
    return isRow() ? 1 : columns;
  }

  /** The number of elements in each run, without padding. */
  int runLength() {
    return isRow() ? columns : rows;
  }
}
