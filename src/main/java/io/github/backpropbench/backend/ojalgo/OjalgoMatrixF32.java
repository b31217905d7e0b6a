package io.github.backpropbench.backend.ojalgo;

import org.jspecify.annotations.Nullable;
import org.ojalgo.array.operation.FillMatchingSingle;
import org.ojalgo.matrix.store.R032Store;

/**
 * A store and, once it was asked for, room for its transpose. Elements lie column after column: (i,
 * j) is {@code data[i + j·rows]}.
 */
public final class OjalgoMatrixF32 {
  final R032Store store;
  final float[] data;
  final int rows;
  final int columns;
  private @Nullable R032Store transpose;

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
}
