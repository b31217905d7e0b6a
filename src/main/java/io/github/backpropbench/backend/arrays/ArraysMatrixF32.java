package io.github.backpropbench.backend.arrays;

/** A matrix on one flat array, row after row: element (i, j) is {@code values[i·columns + j]}. */
public final class ArraysMatrixF32 {
  final int rows;
  final int columns;
  final float[] values;

  ArraysMatrixF32(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.values = new float[Math.multiplyExact(rows, columns)];
  }
}
