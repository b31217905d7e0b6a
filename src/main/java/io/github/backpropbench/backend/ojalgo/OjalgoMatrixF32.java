package io.github.backpropbench.backend.ojalgo;

import org.jspecify.annotations.Nullable;
import org.ojalgo.array.operation.FillMatchingSingle;
import org.ojalgo.matrix.store.R032Store;

/**
 * A store and, once they were asked for, room for its transpose and for its lines. Elements lie
 * column after column: (i, j) is {@code data[i + j·rows]}.
 */
public final class OjalgoMatrixF32 {
  final R032Store store;
  final float[] data;
  final int rows;
  final int columns;
  private @Nullable R032Store transpose;
  private float @Nullable [][] columnArrays;
  private float @Nullable [][] rowArrays;
  private float @Nullable [] column;

  OjalgoMatrixF32(int rows, int columns) {
    this.store = R032Store.FACTORY.make(rows, columns);
    this.data = store.data;
    this.rows = rows;
    this.columns = columns;
  }

  /** The transpose of the present values, in a store that is filled anew at each call. */
  R032Store transpose() {
    R032Store result = transpose;
    if (result == null) {
      result = R032Store.FACTORY.make(columns, rows);
      transpose = result;
    }
    FillMatchingSingle.transpose(result.data, columns, 0, rows, store);
    return result;
  }

  /** The present columns, each in an array of its own, which is filled anew at each call. */
  float[][] columnArrays() {
    float[][] result = columnArrays;
    if (result == null) {
      result = new float[columns][rows];
      columnArrays = result;
    }
    for (int j = 0; j < columns; j++) {
      System.arraycopy(data, j * rows, result[j], 0, rows);
    }
    return result;
  }

  /** The present rows, each in an array of its own, which is filled anew at each call. */
  float[][] rowArrays() {
    float[][] result = rowArrays;
    if (result == null) {
      result = new float[rows][columns];
      rowArrays = result;
    }
    for (int i = 0; i < rows; i++) {
      float[] row = result[i];
      for (int j = 0; j < columns; j++) {
        row[j] = data[i + j * rows];
      }
    }
    return result;
  }

  /** Room for one column. */
  float[] column() {
    float[] result = column;
    if (result == null) {
      result = new float[rows];
      column = result;
    }
    return result;
  }
}
