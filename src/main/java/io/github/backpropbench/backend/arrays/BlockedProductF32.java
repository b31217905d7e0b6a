package io.github.backpropbench.backend.arrays;

import java.util.Arrays;

/**
 * {@code c = a·b} with vectors along the rows of b and c.
 *
 * <p>C2 vectorizes a loop over several arrays only if they share one index, and rows of flat
 * matrices do not: they start at different offsets. So a block of b is copied into arrays of its
 * own, one for each row, and rows of c are summed up in two more.
 */
final class BlockedProductF32 {
  private static final int DEPTH = 64;
  private static final int WIDTH = 256;

  /** A block of b. */
  private final float[][] rows = new float[DEPTH][WIDTH];

  /** The same columns of two rows of c. */
  private final float[] sums0 = new float[WIDTH];

  private final float[] sums1 = new float[WIDTH];

  /** Two rows and four columns at the ragged edge of a, filled up with zeros. */
  private final float[] edge = new float[8];

  /** Multiplies a of m×k by b of k×n. */
  void multiply(StridedF32 a, StridedF32 b, StridedF32 c, int m, int k, int n) {
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      for (int p = 0; p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        loadBlock(b, p, j, depth, width);
        for (int i = 0; i < m; i += 2) {
          int height = Math.min(2, m - i);
          loadSums(c, i, j, height, width, p == 0);
          addProducts(a, i, p, height, depth, width);
          storeSums(c, i, j, height, width);
        }
      }
    }
  }

  /** Fills up with rows of zeros to a multiple of four. */
  private void loadBlock(StridedF32 b, int p, int j, int depth, int width) {
    for (int q = 0; q < depth; q++) {
      b.load(p + q, j, width, rows[q]);
    }
    for (int q = depth; q % 4 != 0; q++) {
      Arrays.fill(rows[q], 0, width, 0);
    }
  }

  private void loadSums(StridedF32 c, int i, int j, int height, int width, boolean first) {
    if (first) {
      Arrays.fill(sums0, 0, width, 0);
      Arrays.fill(sums1, 0, width, 0);
      return;
    }
    c.load(i, j, width, sums0);
    if (height == 2) {
      c.load(i + 1, j, width, sums1);
    }
  }

  private void storeSums(StridedF32 c, int i, int j, int height, int width) {
    c.store(i, j, width, sums0);
    if (height == 2) {
      c.store(i + 1, j, width, sums1);
    }
  }

  private void addProducts(StridedF32 a, int i, int p, int height, int depth, int width) {
    int q = 0;
    if (height == 2) {
      for (; q + 4 <= depth; q += 4) {
        addFour(q, width, a.values, a.index(i, p + q), a.rowStride, a.columnStride);
      }
    }
    for (; q < depth; q += 4) {
      loadEdge(a, i, p + q, height, Math.min(4, depth - q));
      addFour(q, width, edge, 0, 4, 1);
    }
  }

  private void loadEdge(StridedF32 a, int i, int p, int height, int depth) {
    Arrays.fill(edge, 0);
    for (int h = 0; h < height; h++) {
      for (int q = 0; q < depth; q++) {
        edge[4 * h + q] = a.values[a.index(i + h, p + q)];
      }
    }
  }

  /**
   * Adds to the two sums four rows of the block, each times a factor: eight multiply-adds for six
   * loads and two stores. A larger loop body exceeds what C2 unrolls, and then nothing is a vector;
   * without the fused multiply-add, this one does.
   */
  private void addFour(int q, int width, float[] factors, int at, int rowStride, int columnStride) {
    float[] r0 = rows[q];
    float[] r1 = rows[q + 1];
    float[] r2 = rows[q + 2];
    float[] r3 = rows[q + 3];
    float[] s0 = sums0;
    float[] s1 = sums1;
    float f00 = factors[at];
    float f01 = factors[at + columnStride];
    float f02 = factors[at + 2 * columnStride];
    float f03 = factors[at + 3 * columnStride];
    float f10 = factors[at + rowStride];
    float f11 = factors[at + rowStride + columnStride];
    float f12 = factors[at + rowStride + 2 * columnStride];
    float f13 = factors[at + rowStride + 3 * columnStride];
    for (int j = 0; j < width; j++) {
      float b0 = r0[j];
      float b1 = r1[j];
      float b2 = r2[j];
      float b3 = r3[j];
      s0[j] = Math.fma(f03, b3, Math.fma(f02, b2, Math.fma(f01, b1, Math.fma(f00, b0, s0[j]))));
      s1[j] = Math.fma(f13, b3, Math.fma(f12, b2, Math.fma(f11, b1, Math.fma(f10, b0, s1[j]))));
    }
  }
}
