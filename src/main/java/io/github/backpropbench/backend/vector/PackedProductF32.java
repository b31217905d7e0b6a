package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;

/**
 * A large product: blocks of the left operand are copied into panels that the caches hold, and each
 * is multiplied with all columns of the right one.
 *
 * <p>After K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008,
 * except that the right operand is not copied where its columns are contiguous: a batch has too few
 * rows to pay for that.
 */
final class PackedProductF32 {
  private static final int BLOCK = PanelsF32.MOST * TileF32.HEIGHT;

  private final PanelsF32 panels = new PanelsF32();

  /** The transpose of some columns of the right operand. */
  private final float[] turned = new float[TileF32.WIDTH * PanelsF32.DEEPEST];

  /** Multiplies rows of a, those from {@code first} to before {@code end}, by b of k×n. */
  void multiply(StridedF32 a, StridedF32 b, int first, int end, int k, int n, VectorMatrixF32 out) {
    // Blocks of nearly equal depth.
    int blocks = (k + PanelsF32.DEEPEST - 1) / PanelsF32.DEEPEST;
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
    int from = p * b.down + j * b.right;
    int across = b.right;
    if (b.down != 1) {
      turn(b, from, depth, columns);
      values = turned;
      from = 0;
      across = PanelsF32.DEEPEST;
    }
    for (int row = 0; row < rows; row += TileF32.HEIGHT) {
      PanelTileF32.multiply(
          depth,
          panels.values,
          PanelsF32.start(row / TileF32.HEIGHT),
          values,
          from,
          across,
          columns,
          out.values,
          i + row + j * out.stride,
          row + LANES < rows ? LANES : 0,
          out.stride,
          p > 0);
    }
  }

  /**
   * Row by row, as they lie in memory: down a column, the lines of a power of two's distance would
   * push each other out of the cache before the next column comes. Where columns are missing, the
   * last comes several times.
   */
  private void turn(StridedF32 b, int from, int depth, int columns) {
    float[] values = b.values;
    float[] into = turned;
    int last = columns - 1;
    int r1 = Math.min(1, last) * b.right;
    int r2 = Math.min(2, last) * b.right;
    int r3 = Math.min(3, last) * b.right;
    int r4 = Math.min(4, last) * b.right;
    int r5 = last * b.right;
    int at = from;
    for (int p = 0; p < depth; p++) {
      into[p] = values[at];
      into[PanelsF32.DEEPEST + p] = values[at + r1];
      into[2 * PanelsF32.DEEPEST + p] = values[at + r2];
      into[3 * PanelsF32.DEEPEST + p] = values[at + r3];
      into[4 * PanelsF32.DEEPEST + p] = values[at + r4];
      into[5 * PanelsF32.DEEPEST + p] = values[at + r5];
      at += b.down;
    }
  }
}
