package io.github.backpropbench.backend.vector;

import io.github.backpropbench.backend.vector.NarrowProductF32.Then;
import org.jspecify.annotations.Nullable;

/**
 * Products {@code a·b} of strided operands, and what is done to them at once: chooses the way that
 * suits their shapes.
 *
 * <p>Vectors run along the contiguous elements of the result. Where that is a row, the product is
 * computed as its transpose, {@code bᵀ·aᵀ}, which is a column.
 *
 * <p>Several of these can share a product: each then computes a part of every column. That is for
 * inner dimensions of more than {@value NarrowProductF32#DEEPEST}; with fewer, the sums are not
 * worth it.
 */
final class ProductF32 {
  /** Up to so many columns, inner products are faster than to turn the left operand for tiles. */
  private static final int FEW_COLUMNS = 4;

  /** Up to so many elements of the result, likewise. */
  private static final int FEW_ELEMENTS = 64;

  /** From these inner dimensions and columns on, panels are worth their copies. */
  private static final int WORTH_DEPTH = 16;

  private static final int WORTH_WIDTH = 2 * TileF32.WIDTH;

  /** From so many rows on, it is worth to turn the right operand's rows into columns. */
  private static final int WORTH_HEIGHT = 8 * TileF32.HEIGHT;

  private final PackedProductF32 packed = new PackedProductF32();

  /** Left operand, to be set before a product. */
  final StridedF32 a = new StridedF32();

  /** Right operand, to be set before a product. */
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
   * For a part of each product.
   *
   * @param part from 0 on
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
    if (isNarrow(k)) {
      multiplyNarrow(k, null, Then.STORE, out, out);
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
    if (isNarrow(k) && !out.isRow()) {
      multiplyNarrow(k, row, Then.STORE, out, out);
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
    if (isNarrow(k) && !out.isRow()) {
      multiplyNarrow(k, row, Then.ACTIVATE, out, hidden);
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
    if (isNarrow(k)) {
      multiplyNarrow(k, null, Then.MASK, input, out);
    } else {
      multiplyDeep(k, out);
      RowsF32.reluGradient(out, input, out, from(out), to(out));
    }
  }

  /** Where this one's part of each run starts. */
  private int from(VectorMatrixF32 out) {
    return parts == 1 ? 0 : start(out, part);
  }

  /** Where it ends. */
  private int to(VectorMatrixF32 out) {
    return parts == 1 ? out.runLength() : start(out, part + 1);
  }

  /** Parts are of whole tiles. */
  private int start(VectorMatrixF32 out, int number) {
    int length = out.runLength();
    int tiles = (length + TileF32.HEIGHT - 1) / TileF32.HEIGHT;
    return Math.min(length, tiles * number / parts * TileF32.HEIGHT);
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

  /** Whether vectors can be loaded along the left operand's columns, which are padded. */
  private boolean hasColumns(int k) {
    return left.down == 1 && (left.right > 1 || k == 1);
  }

  private boolean isNarrow(int k) {
    return k <= NarrowProductF32.DEEPEST && hasColumns(k);
  }

  private void multiplyNarrow(
      int k, @Nullable VectorMatrixF32 row, Then then, VectorMatrixF32 other, VectorMatrixF32 out) {
    NarrowProductF32.multiply(
        left.values, left.right, right.values, right.down, right.right, k, row, then, other, out);
  }

  private static boolean isFewInARow(VectorMatrixF32 out) {
    return out.isRow() && out.columns <= FEW_COLUMNS;
  }

  /** A row of few elements, each by itself. */
  private void multiplyRow(int k, @Nullable VectorMatrixF32 row, VectorMatrixF32 out) {
    float[] factors = a.values;
    float[] columns = b.values;
    for (int j = 0; j < out.columns; j++) {
      int at = j * b.right;
      float sum = row == null ? 0 : row.values[j];
      if (k > LanesF32.LANES) {
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
    boolean columns = hasColumns(k);
    if (!columns && (n <= FEW_COLUMNS || m * n <= FEW_ELEMENTS)) {
      multiplyRows(k, out);
    } else if (!columns || isWorthPacking(m, k, n)) {
      packed.multiply(left, right, from(out), to(out), k, n, out);
    } else {
      multiplyTiles(k, out);
    }
  }

  /** A panel is used for each tile's width of columns, a turned column for each panel. */
  private boolean isWorthPacking(int m, int k, int n) {
    return k >= WORTH_DEPTH && n >= WORTH_WIDTH && (right.down == 1 || m >= WORTH_HEIGHT);
  }

  /** For a left operand with contiguous rows, and a right one with contiguous columns. */
  private void multiplyRows(int k, VectorMatrixF32 out) {
    int from = from(out);
    int to = to(out);
    for (int j = 0; j < out.runs(); j++) {
      for (int i = from; i < to; i += ColumnDotsF32.MOST) {
        ColumnDotsF32.dots(
            Math.min(ColumnDotsF32.MOST, to - i),
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
  private void multiplyTiles(int k, VectorMatrixF32 out) {
    int from = from(out);
    int to = to(out);
    int n = out.runs();
    for (int j = 0; j < n; j += TileF32.WIDTH) {
      for (int i = from; i < to; i += TileF32.HEIGHT) {
        TileF32.multiply(
            k,
            left.values,
            i,
            left.right,
            i + LanesF32.LANES < to ? LanesF32.LANES : 0,
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
