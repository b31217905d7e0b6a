package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;

/**
 * A large product: blocks of the left operand are packed into panels that fit the caches, and each
 * panel is multiplied with all columns of the right operand.
 *
 * <p>After K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008,
 * except that a right operand with contiguous columns is not packed: a batch has too few rows for
 * that to pay off.
 */
final class PackedProductF32 {
  private static final int BLOCK = PanelsF32.MAX_PANELS * TileF32.HEIGHT;

  private final PanelsF32 panels = new PanelsF32();

  /** The transpose of some columns of the right operand. */
  private final float[] transposed = new float[TileF32.WIDTH * PanelsF32.MAX_DEPTH];

  /** Multiplies rows of a, those from {@code first} to before {@code end}, by b of k×n. */
  void multiply(StridedF32 a, StridedF32 b, int first, int end, int k, int n, VectorMatrixF32 out) {
    // Blocks of nearly equal depth.
    int blocks = (k + PanelsF32.MAX_DEPTH - 1) / PanelsF32.MAX_DEPTH;
    int deepest = (k + blocks - 1) / blocks;
    for (int p = 0; p < k; p += deepest) {
      int depth = Math.min(deepest, k - p);
      for (int i = first; i < end; i += BLOCK) {
        int rows = Math.min(BLOCK, end - i);
        panels.load(a, i, rows, p, depth);
        for (int j = 0; j < n; j += TileF32.WIDTH) {
          multiplyColumns(b, i, rows, p, depth, j, Math.min(TileF32.WIDTH, n - j), out);
        }
      }
    }
  }

  /** All panels times the columns of one tile. */
  private void multiplyColumns(
      StridedF32 b, int i, int rows, int p, int depth, int j, int columns, VectorMatrixF32 out) {
    float[] values = b.values;
    int from = p * b.rowStride + j * b.columnStride;
    int columnStride = b.columnStride;
    if (b.rowStride != 1) {
      transpose(b, from, depth, columns);
      values = transposed;
      from = 0;
      columnStride = PanelsF32.MAX_DEPTH;
    }
    for (int row = 0; row < rows; row += TileF32.HEIGHT) {
      PanelTileF32.multiply(
          depth,
          panels.values,
          PanelsF32.start(row / TileF32.HEIGHT),
          values,
          from,
          columnStride,
          columns,
          out.values,
          i + row + j * out.stride,
          row + LANES < rows ? LANES : 0,
          out.stride,
          p > 0);
    }
  }

  /**
   * Transposes a tile's width of columns into {@link #transposed}, row by row in memory order: down
   * a column, lines that are a power of two apart would evict each other from the cache before the
   * next column is read. Missing columns are replaced by copies of the last.
   */
  private void transpose(StridedF32 b, int from, int depth, int columns) {
    float[] values = b.values;
    float[] into = transposed;
    int last = columns - 1;
    int r1 = Math.min(1, last) * b.columnStride;
    int r2 = Math.min(2, last) * b.columnStride;
    int r3 = Math.min(3, last) * b.columnStride;
    int r4 = Math.min(4, last) * b.columnStride;
    int r5 = last * b.columnStride;
    int at = from;
    for (int p = 0; p < depth; p++) {
      into[p] = values[at];
      into[PanelsF32.MAX_DEPTH + p] = values[at + r1];
      into[2 * PanelsF32.MAX_DEPTH + p] = values[at + r2];
      into[3 * PanelsF32.MAX_DEPTH + p] = values[at + r3];
      into[4 * PanelsF32.MAX_DEPTH + p] = values[at + r4];
      into[5 * PanelsF32.MAX_DEPTH + p] = values[at + r5];
      at += b.rowStride;
    }
  }
}
