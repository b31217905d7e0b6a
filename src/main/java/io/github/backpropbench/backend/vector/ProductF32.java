package io.github.backpropbench.backend.vector;

import io.github.backpropbench.backend.vector.NarrowProductF32.Epilogue;
import org.jspecify.annotations.Nullable;

/**
 * Products {@code a·b} of strided operands, alone or fused with the operation that follows. Chooses
 * the algorithm that suits the operands' shapes.
 *
 * <p>Vectors run along the contiguous elements of the result. If the result is a single row, its
 * transpose is computed instead, {@code bᵀ·aᵀ}, which is a column.
 *
 * <p>Several threads can share a product, each with an instance that computes a part of every
 * column.
 */
final class ProductF32 {
  /** Up to this many columns, inner products are faster than packing the left operand. */
  private static final int FEW_COLUMNS = 4;

  /** The same for the number of elements in the result. */
  private static final int FEW_ELEMENTS = 16;

  private final TiledProductF32 tiles = new TiledProductF32();

  /** Left operand, to be set before each product. */
  final StridedF32 a = new StridedF32();

  /** Right operand, to be set before each product. */
  final StridedF32 b = new StridedF32();

  private final int part;
  private final int parts;

  private StridedF32 left = a;
  private StridedF32 right = b;

  /** For whole products. */
  ProductF32() {
    this(0, 1);
  }

  /**
   * For one part of each product.
   *
   * @param part counted from 0
   */
  ProductF32(int part, int parts) {
    this.part = part;
    this.parts = parts;
  }

  /**
   * {@code out = a·b}.
   *
   * @param k the inner dimension
   */
  void multiply(int k, VectorMatrixF32 out) {
    orient(out);
    if (isNarrow(k, out)) {
      multiplyNarrow(k, null, Epilogue.STORE, out, out);
    } else {
      multiplyDeep(k, out);
    }
  }

  /** {@code out = a·b + row}. */
  void affine(int k, @Nullable VectorMatrixF32 row, VectorMatrixF32 out) {
    if (isFewInARow(out)) {
      multiplyRow(k, row, out);
      return;
    }
    orient(out);
    if (isNarrow(k, out) && !out.isRow()) {
      multiplyNarrow(k, row, Epilogue.STORE, out, out);
      return;
    }
    multiplyDeep(k, out);
    if (row != null) {
      RowsF32.addRow(out, row.values, out, from(out), to(out));
    }
  }

  /** {@code hidden = a·b + row}, {@code out = max(hidden, 0)}. */
  void affineRelu(
      int k, @Nullable VectorMatrixF32 row, VectorMatrixF32 hidden, VectorMatrixF32 out) {
    if (isFewInARow(out)) {
      multiplyRow(k, row, hidden);
      for (int j = 0; j < out.columns; j++) {
        out.values[j] = Math.max(hidden.values[j], 0);
      }
      return;
    }
    orient(out);
    if (isNarrow(k, out) && !out.isRow()) {
      multiplyNarrow(k, row, Epilogue.ACTIVATE, out, hidden);
      return;
    }
    multiplyDeep(k, hidden);
    if (row == null) {
      RowsF32.relu(hidden, out, from(out), to(out));
    } else {
      RowsF32.addRowAndActivate(row.values, hidden, out, from(out), to(out));
    }
  }

  /** {@code out = a·b} where {@code input ≥ 0}, else 0. */
  void reluGradient(int k, VectorMatrixF32 input, VectorMatrixF32 out) {
    orient(out);
    if (isNarrow(k, out)) {
      multiplyNarrow(k, null, Epilogue.MASK, input, out);
    } else {
      multiplyDeep(k, out);
      RowsF32.reluGradient(out, input, out, from(out), to(out));
    }
  }

  /** The first element of this part in each run. */
  private int from(VectorMatrixF32 out) {
    return parts == 1 ? 0 : start(out, part);
  }

  /** The end of this part in each run, exclusive. */
  private int to(VectorMatrixF32 out) {
    return parts == 1 ? out.runLength() : start(out, part + 1);
  }

  /** The first element of a part; parts consist of whole vectors. */
  private int start(VectorMatrixF32 out, int number) {
    int length = out.runLength();
    int vectors = SpeciesF32.padded(length) / SpeciesF32.LANES;
    return Math.min(length, vectors * number / parts * SpeciesF32.LANES);
  }

  private void orient(VectorMatrixF32 out) {
    if (out.isRow()) {
      a.transpose();
      b.transpose();
      left = b;
      right = a;
    } else {
      left = a;
      right = b;
    }
  }

  private boolean isNarrow(int k, VectorMatrixF32 out) {
    // A row is one run, however long: it gains as a wide matrix does, by few terms only.
    int columns = out.isRow() ? Integer.MAX_VALUE : out.columns;
    return parts == 1 && NarrowLayers.multiply(k, columns) && left.hasColumns(k);
  }

  private void multiplyNarrow(
      int k,
      @Nullable VectorMatrixF32 row,
      Epilogue epilogue,
      VectorMatrixF32 other,
      VectorMatrixF32 out) {
    NarrowProductF32.multiply(
        left.values,
        left.columnStride,
        right.values,
        right.rowStride,
        right.columnStride,
        k,
        row,
        epilogue,
        other,
        out);
  }

  private static boolean isFewInARow(VectorMatrixF32 out) {
    return out.isRow() && out.columns <= FEW_COLUMNS;
  }

  /** A row of few elements, each computed on its own as an inner product. */
  private void multiplyRow(int k, @Nullable VectorMatrixF32 row, VectorMatrixF32 out) {
    float[] factors = a.values;
    float[] columns = b.values;
    for (int j = 0; j < out.columns; j++) {
      int at = j * b.columnStride;
      float sum = row == null ? 0 : row.values[j];
      if (k > SpeciesF32.LANES) {
        sum += SumsF32.dot(factors, columns, at, k);
      } else {
        for (int p = 0; p < k; p++) {
          sum += factors[p] * columns[at + p];
        }
      }
      out.values[j] = sum;
    }
  }

  private void multiplyDeep(int k, VectorMatrixF32 out) {
    int m = out.runLength();
    int n = out.runs();
    if (!left.hasColumns(k) && (n <= FEW_COLUMNS || m * n <= FEW_ELEMENTS)) {
      multiplyRows(k, out);
    } else {
      tiles.multiply(left, right, from(out), to(out), k, n, out);
    }
  }

  /** For a left operand with contiguous rows, and a right one with contiguous columns. */
  private void multiplyRows(int k, VectorMatrixF32 out) {
    int from = from(out);
    int to = to(out);
    for (int j = 0; j < out.runs(); j++) {
      ColumnDotsF32.dots(
          to - from,
          left.values,
          from * left.rowStride,
          left.rowStride,
          right.values,
          j * right.columnStride,
          k,
          out.values,
          from + j * out.stride);
    }
  }
}
