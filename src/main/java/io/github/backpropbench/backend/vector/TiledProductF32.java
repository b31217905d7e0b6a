package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;

/**
 * A product in tiles. Blocks of a left operand whose tiles are used often are packed into panels
 * that fit the caches, and so is one whose columns are not contiguous.
 *
 * <p>After K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008,
 * except that of the right operand only the columns of one tile are packed, and its rows not at
 * all: a batch has too few rows for that to pay off.
 */
final class TiledProductF32 {
  /** The widest tile: 16 sums, for machines whose vectors of 512 bits come in 32 registers. */
  static final int MOST_COLUMNS = SpeciesF32.bits() >= 512 ? 8 : 4;

  private static final int BLOCK = PanelsF32.MAX_PANELS * TileF32.HEIGHT;

  /**
   * Beyond this size of a block of the left operand, and from this number of columns on, packing it
   * pays off.
   */
  private static final int LARGE_BYTES = MOST_COLUMNS * 96 << 10;

  private static final int WORTH_WIDTH = 64;

  private final PanelsF32 panels = new PanelsF32();
  private final ColumnsF32 columns = new ColumnsF32();

  /** Multiplies rows of a, those from {@code first} to before {@code end}, by b of k×n. */
  void multiply(StridedF32 a, StridedF32 b, int first, int end, int k, int n, VectorMatrixF32 out) {
    // Blocks of nearly equal depth, in whole vectors.
    int blocks = (k + PanelsF32.MAX_DEPTH - 1) / PanelsF32.MAX_DEPTH;
    int deepest = SpeciesF32.padded((k + blocks - 1) / blocks);
    boolean packs = !a.hasColumns(k) || isWorthPacking(end - first, deepest, n);
    for (int p = 0; p < k; p += deepest) {
      int depth = Math.min(deepest, k - p);
      if (!packs) {
        multiplyBlock(
            a.values, first + p * a.columnStride, a.columnStride, b, p, depth, n, out, first, end);
        continue;
      }
      for (int i = first; i < end; i += BLOCK) {
        int rows = Math.min(BLOCK, end - i);
        panels.load(a, i, rows, p, depth);
        multiplyBlock(panels.values, 0, TileF32.HEIGHT, b, p, depth, n, out, i, i + rows);
      }
    }
  }

  private static boolean isWorthPacking(int m, int depth, int n) {
    return n >= WORTH_WIDTH && (long) m * depth * Float.BYTES > LARGE_BYTES;
  }

  /**
   * A block of a times all columns of b.
   *
   * @param at the index of the block's first element
   * @param aStride the distance between its columns; a tile's height if it consists of panels
   * @param p the first row of b
   */
  private void multiplyBlock(
      float[] a,
      int at,
      int aStride,
      StridedF32 b,
      int p,
      int depth,
      int n,
      VectorMatrixF32 out,
      int first,
      int end) {
    // An operand that is not packed but has this stride has the rows of one tile only, and no next.
    int panel = aStride == TileF32.HEIGHT ? PanelsF32.SIZE : TileF32.HEIGHT;
    boolean add = p > 0;
    int width;
    for (int j = 0; j < n; j += width) {
      width = width(n - j);
      int from = p * b.rowStride + j * b.columnStride;
      if (b.rowStride == 1) {
        columns.load(b, from, depth, width);
        multiplyColumns(
            depth,
            a,
            at,
            aStride,
            panel,
            width,
            out.values,
            j * out.stride,
            out.stride,
            first,
            end,
            add);
      } else {
        multiplyRows(
            depth,
            a,
            at,
            aStride,
            panel,
            b.values,
            from,
            b.rowStride,
            width,
            out.values,
            j * out.stride,
            out.stride,
            first,
            end,
            add);
      }
    }
  }

  /** The width of the next tile. */
  private static int width(int left) {
    return Math.min(MOST_COLUMNS, Integer.highestOneBit(left));
  }

  /** All tiles of some columns, with a b in {@link #columns}. */
  private void multiplyColumns(
      int depth,
      float[] a,
      int at,
      int aStride,
      int panel,
      int width,
      float[] c,
      int to,
      int cStride,
      int first,
      int end,
      boolean add) {
    float[] b = columns.values;
    int q = at;
    for (int i = first; i < end; i += TileF32.HEIGHT) {
      if (end - i > LANES) {
        ColumnTileF32.multiply(depth, a, q, aStride, b, 0, 1, width, c, to + i, cStride, add);
      } else {
        SingleColumnTileF32.multiply(depth, a, q, aStride, b, 0, 1, width, c, to + i, cStride, add);
      }
      q += panel;
    }
  }

  /** The same with a b of contiguous rows. */
  private static void multiplyRows(
      int depth,
      float[] a,
      int at,
      int aStride,
      int panel,
      float[] b,
      int from,
      int bStride,
      int width,
      float[] c,
      int to,
      int cStride,
      int first,
      int end,
      boolean add) {
    int q = at;
    for (int i = first; i < end; i += TileF32.HEIGHT) {
      if (end - i > LANES) {
        TileF32.multiply(depth, a, q, aStride, b, from, bStride, width, c, to + i, cStride, add);
      } else {
        SingleTileF32.multiply(
            depth, a, q, aStride, b, from, bStride, width, c, to + i, cStride, add);
      }
      q += panel;
    }
  }
}
