package io.github.backpropbench.backend.vector;

import io.github.backpropbench.backend.vector.NarrowProductF32.Then;
import org.jspecify.annotations.Nullable;

/** {@code out = a·b} for strided operands: chooses the way that suits their shapes. */
final class ProductF32 {
  private static final int FEW_COLUMNS = 4;
  private static final int FEW_ELEMENTS = 64;
  private static final int WORTH_DEPTH = 16;
  private static final int WORTH_WIDTH = 2 * TileF32.WIDTH;
  private static final int WORTH_HEIGHT = 8 * TileF32.HEIGHT;

  private final NarrowProductF32 narrow = new NarrowProductF32();
  private final PackedProductF32 packed = new PackedProductF32();

  /** Left operand, m×k. */
  final StridedF32 a = new StridedF32();

  /** Right operand, k×n. */
  final StridedF32 b = new StridedF32();

  /** Multiplies what the two views show. */
  void multiply(int m, int k, int n, VectorMatrixF32 out) {
    if (out.isRow()) {
      // outᵀ = bᵀ·aᵀ is one contiguous column.
      a.transpose();
      b.transpose();
      multiply(b, a, n, k, m, out);
    } else {
      multiply(a, b, m, k, n, out);
    }
  }

  /** {@code out = a·b + row}. */
  void affine(int k, @Nullable VectorMatrixF32 row, VectorMatrixF32 out) {
    if (isNarrow(k, out)) {
      multiplyNarrow(k, row, Then.STORE, out, out);
      return;
    }
    multiply(out.rows, k, out.columns, out);
    if (row != null) {
      RowsF32.addRow(out, row.values, out);
    }
  }

  /** {@code hidden = a·b + row}, {@code out = max(hidden, 0)}. */
  void affineRelu(
      int k, @Nullable VectorMatrixF32 row, VectorMatrixF32 hidden, VectorMatrixF32 out) {
    if (isNarrow(k, hidden)) {
      multiplyNarrow(k, row, Then.ACTIVATE, out, hidden);
      return;
    }
    multiply(out.rows, k, out.columns, hidden);
    if (row == null) {
      ElementsF32.relu(hidden.values, out.values);
    } else {
      RowsF32.addRowAndActivate(row.values, hidden, out);
    }
  }

  /** {@code out = a·b} where {@code input ≥ 0}, else 0. */
  void reluGradient(int k, VectorMatrixF32 input, VectorMatrixF32 out) {
    if (isNarrow(k, out)) {
      multiplyNarrow(k, null, Then.MASK, input, out);
    } else {
      multiply(out.rows, k, out.columns, out);
      ElementsF32.reluGradient(out.values, input.values, out.values);
    }
  }

  private boolean isNarrow(int k, VectorMatrixF32 out) {
    return k <= NarrowProductF32.DEEPEST && !out.isRow() && hasColumns(a, k);
  }

  /** Whether vectors can be loaded along the columns, which reach beyond their end. */
  private static boolean hasColumns(StridedF32 left, int k) {
    return left.down == 1 && (left.right > 1 || k == 1);
  }

  private void multiplyNarrow(
      int k, @Nullable VectorMatrixF32 row, Then then, VectorMatrixF32 other, VectorMatrixF32 out) {
    narrow.prepare(a, then, other.values, out.values, out.stride);
    for (int j = 0; j < out.columns; j++) {
      narrow.column(b, j, k, row == null ? 0 : row.values[j], j * out.stride);
    }
  }

  private void multiply(
      StridedF32 left, StridedF32 right, int m, int k, int n, VectorMatrixF32 out) {
    boolean columns = hasColumns(left, k);
    if (!columns && isSmall(m, n)) {
      multiplyRows(left, right, m, k, n, out);
    } else if (columns && k <= NarrowProductF32.DEEPEST) {
      narrow.prepare(left, Then.STORE, out.values, out.values, LanesF32.padded(m));
      for (int j = 0; j < n; j++) {
        narrow.column(right, j, k, 0, j * out.stride);
      }
    } else if (!columns || isWorthPacking(right, m, k, n)) {
      packed.multiply(left, right, m, k, n, out);
    } else {
      multiplyTiles(left, right, m, k, n, out);
    }
  }

  /** Whether the inner products are so few that turning the left operand would take longer. */
  private static boolean isSmall(int m, int n) {
    return n <= FEW_COLUMNS || m * n <= FEW_ELEMENTS;
  }

  /** A panel is used for each tile's width of columns; a turned column for each panel. */
  private static boolean isWorthPacking(StridedF32 right, int m, int k, int n) {
    return k >= WORTH_DEPTH && n >= WORTH_WIDTH && (right.down == 1 || m >= WORTH_HEIGHT);
  }

  /** For a left operand with contiguous rows, and a right one with contiguous columns. */
  private static void multiplyRows(
      StridedF32 left, StridedF32 right, int m, int k, int n, VectorMatrixF32 out) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i += ColumnDotsF32.MOST) {
        ColumnDotsF32.dots(
            Math.min(ColumnDotsF32.MOST, m - i),
            left.values,
            i * left.down,
            left.down,
            right.values,
            j * right.right,
            k,
            out.values,
            i + j * out.stride);
      }
    }
  }

  /** For a left operand with contiguous columns. */
  private static void multiplyTiles(
      StridedF32 left, StridedF32 right, int m, int k, int n, VectorMatrixF32 out) {
    for (int j = 0; j < n; j += TileF32.WIDTH) {
      for (int i = 0; i < m; i += TileF32.HEIGHT) {
        TileF32.multiply(
            k,
            left.values,
            i,
            left.right,
            i + LanesF32.LANES < m ? LanesF32.LANES : 0,
            right.values,
            j * right.right,
            right.down,
            right.right,
            Math.min(TileF32.WIDTH, n - j),
            out.values,
            i + j * out.stride,
            out.stride,
            false);
      }
    }
  }
}
