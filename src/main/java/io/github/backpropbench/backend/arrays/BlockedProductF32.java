package io.github.backpropbench.backend.arrays;

import java.util.Arrays;

/**
 * {@code c = start + a·b} with vectors along the rows of b and c.
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

  /** Multiplies a of m×k by b of k×n. */
  void multiply(StridedF32 a, StridedF32 b, StridedF32 start, StridedF32 c, int m, int k, int n) {
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      for (int p = 0; p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        loadBlock(b, p, j, depth, width);
        for (int i = 0; i < m; i += 2) {
          int height = Math.min(2, m - i);
          loadSums(p == 0 ? start : c, i, j, height, width);
          addProducts(a, i, p, height, depth, width);
          storeSums(c, i, j, height, width);
        }
      }
    }
  }

  /** An odd number of rows is made even with a row of zeros. */
  private void loadBlock(StridedF32 b, int p, int j, int depth, int width) {
    for (int q = 0; q < depth; q++) {
      b.load(p + q, j, width, rows[q]);
    }
    if (depth % 2 != 0) {
      Arrays.fill(rows[depth], 0, width, 0);
    }
  }

  private void loadSums(StridedF32 from, int i, int j, int height, int width) {
    if (from.isZero()) {
      Arrays.fill(sums0, 0, width, 0);
      Arrays.fill(sums1, 0, width, 0);
      return;
    }
    if (from.columnStride == 0) {
      Arrays.fill(sums0, 0, width, from.get(i, j));
      Arrays.fill(sums1, 0, width, from.get(i + height - 1, j));
      return;
    }
    from.load(i, j, width, sums0);
    if (height == 2) {
      from.load(i + 1, j, width, sums1);
    }
  }

  private void storeSums(StridedF32 c, int i, int j, int height, int width) {
    c.store(i, j, width, sums0);
    if (height == 2) {
      c.store(i + 1, j, width, sums1);
    }
  }

  private void addProducts(StridedF32 a, int i, int p, int height, int depth, int width) {
    float[] factors = a.values;
    int down = height == 2 ? a.rowStride : 0;
    int right = a.columnStride;
    int at = a.index(i, p);
    int q = 0;
    for (; q + 2 <= depth; q += 2) {
      addTwo(
          q,
          width,
          factors[at],
          factors[at + right],
          factors[at + down],
          factors[at + down + right]);
      at += 2 * right;
    }
    if (q < depth) {
      addTwo(q, width, factors[at], 0, factors[at + down], 0);
    }
  }

  /**
   * Adds two rows of the block, each times its factor, to either sum: four multiply-adds for four
   * loads and two stores. A larger step would have fewer loads and stores, but its loop body comes
   * near the size from which on C2 no longer unrolls, and then nothing is a vector.
   */
  private void addTwo(int q, int width, float f00, float f01, float f10, float f11) {
    float[] r0 = rows[q];
    float[] r1 = rows[q + 1];
    float[] s0 = sums0;
    float[] s1 = sums1;
    for (int j = 0; j < width; j++) {
      s0[j] = Math.fma(f01, r1[j], Math.fma(f00, r0[j], s0[j]));
      s1[j] = Math.fma(f11, r1[j], Math.fma(f10, r0[j], s1[j]));
    }
  }
}
