package io.github.backpropbench.backend.arrays;

/**
 * {@code c = start + a·b} for strided views, which covers all three products, with a bias and
 * without: a transposed operand is a view with exchanged strides.
 */
final class ProductF32 {
  /** A result whose sides are both shorter than this is not worth the blocked product's copies. */
  static final int SHORT = 16;

  /**
   * From this width on, vectors run along the rows of the result even if its columns are longer.
   */
  static final int WIDE = 32;

  private final BlockedProductF32 blocked = new BlockedProductF32();

  /** Left operand, m×k. */
  final StridedF32 a = new StridedF32();

  /** Right operand, k×n. */
  final StridedF32 b = new StridedF32();

  /** What the sums of the result start from, m×n: a bias for each row, or zeros. */
  final StridedF32 start = new StridedF32();

  /** Result, m×n. */
  final StridedF32 c = new StridedF32();

  /** Multiplies what the three views show. */
  void multiply(int m, int k, int n) {
    if (NarrowProductF32.suits(a, m, k, n)) {
      NarrowProductF32.multiply(a, b, start, c, m, k, n);
    } else if (m < SHORT && n < SHORT) {
      multiplyShort(m, k, n);
    } else if (n >= WIDE || n >= m) {
      blocked.multiply(a, b, start, c, m, k, n);
    } else {
      // cᵀ = bᵀ·aᵀ has the long rows.
      a.transpose();
      b.transpose();
      start.transpose();
      c.transpose();
      blocked.multiply(b, a, start, c, n, k, m);
    }
  }

  /** Two by two elements at a time; at an odd edge the last row or column comes twice. */
  private void multiplyShort(int m, int k, int n) {
    for (int i = 0; i < m; i += 2) {
      for (int j = 0; j < n; j += 2) {
        multiplyTwoByTwo(i, Math.min(i + 1, m - 1), j, Math.min(j + 1, n - 1), k);
      }
    }
  }

  private void multiplyTwoByTwo(int i0, int i1, int j0, int j1, int k) {
    float[] left = a.values;
    float[] right = b.values;
    int a0 = a.index(i0, 0);
    int a1 = a.index(i1, 0);
    int b0 = b.index(0, j0);
    int b1 = b.index(0, j1);
    float c00 = start.get(i0, j0);
    float c01 = start.get(i0, j1);
    float c10 = start.get(i1, j0);
    float c11 = start.get(i1, j1);
    for (int p = 0; p < k; p++) {
      c00 += left[a0] * right[b0];
      c01 += left[a0] * right[b1];
      c10 += left[a1] * right[b0];
      c11 += left[a1] * right[b1];
      a0 += a.columnStride;
      a1 += a.columnStride;
      b0 += b.rowStride;
      b1 += b.rowStride;
    }
    c.values[c.index(i0, j0)] = c00;
    c.values[c.index(i0, j1)] = c01;
    c.values[c.index(i1, j0)] = c10;
    c.values[c.index(i1, j1)] = c11;
  }
}
