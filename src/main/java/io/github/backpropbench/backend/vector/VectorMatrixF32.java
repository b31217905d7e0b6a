package io.github.backpropbench.backend.vector;

/**
 * A column-major matrix: element (i, j) is {@code values[i + j·stride]}. Columns are padded to
 * whole vectors, so that loops need no tail; a single row is contiguous. The padding's contents are
 * undefined: sums over a column must leave it out.
 */
public final class VectorMatrixF32 {
  final int rows;
  final int columns;
  final int stride;
  final float[] values;

  VectorMatrixF32(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    stride = rows == 1 ? 1 : SpeciesF32.padded(rows);
    values = new float[SpeciesF32.padded(Math.multiplyExact(stride, columns))];
  }

  boolean isRow() {
    return rows == 1;
  }

  /** The number of runs of contiguous elements: one per column, or one for a single row. */
  int runs() {
    return isRow() ? 1 : columns;
  }

  /** Whether there is padding between the runs. */
  boolean hasGaps() {
    return runLength() < stride;
  }

  /** The number of elements in each run, without padding. */
  int runLength() {
    return isRow() ? columns : rows;
  }
}
