package io.github.backpropbench.backend.arrays;

/**
 * {@code c = start + a·b} for an a of few columns: the factors of two columns of b stay in
 * registers while the loop runs down the rows of a and c. An odd last column comes alone.
 */
final class NarrowProductF32 {
  /** The most columns of a whose factors fit into registers. */
  private static final int DEPTH = 4;

  /** Fewer rows than this repay the copies of the blocked product if the result is wide. */
  private static final int FEW_ROWS = 8;

  private NarrowProductF32() {}

  /** Whether this is the fastest way for m×k by k×n. */
  static boolean suits(StridedF32 a, int m, int k, int n) {
    return k <= DEPTH
        && a.columnStride == 1
        && n < (m < FEW_ROWS ? ProductF32.SHORT : ProductF32.WIDE);
  }

  /** Multiplies a of m×k, whose rows are contiguous, by b of k×n. */
  static void multiply(
      StridedF32 a, StridedF32 b, StridedF32 start, StridedF32 c, int m, int k, int n) {
    int j = 0;
    for (; j + 2 <= n; j += 2) {
      switch (k) {
        case 1 -> one(a, b, start, c, m, j);
        case 2 -> two(a, b, start, c, m, j);
        case 3 -> three(a, b, start, c, m, j);
        default -> four(a, b, start, c, m, j);
      }
    }
    if (j < n) {
      column(a, b, start, c, m, k, j);
    }
  }

  private static void one(
      StridedF32 a, StridedF32 b, StridedF32 start, StridedF32 c, int m, int j) {
    float[] x = a.values;
    float[] sums = c.values;
    float s0 = start.get(0, j);
    float s1 = start.get(0, j + 1);
    float b00 = b.get(0, j);
    float b01 = b.get(0, j + 1);
    int down = a.rowStride;
    int step = c.rowStride;
    for (int i = 0; i < m; i++) {
      float x0 = x[i * down];
      sums[i * step + j] = Math.fma(x0, b00, s0);
      sums[i * step + j + 1] = Math.fma(x0, b01, s1);
    }
  }

  private static void two(
      StridedF32 a, StridedF32 b, StridedF32 start, StridedF32 c, int m, int j) {
    float[] x = a.values;
    float[] sums = c.values;
    float s0 = start.get(0, j);
    float s1 = start.get(0, j + 1);
    float b00 = b.get(0, j);
    float b01 = b.get(0, j + 1);
    float b10 = b.get(1, j);
    float b11 = b.get(1, j + 1);
    int down = a.rowStride;
    int step = c.rowStride;
    for (int i = 0; i < m; i++) {
      float x0 = x[i * down];
      float x1 = x[i * down + 1];
      sums[i * step + j] = Math.fma(x1, b10, Math.fma(x0, b00, s0));
      sums[i * step + j + 1] = Math.fma(x1, b11, Math.fma(x0, b01, s1));
    }
  }

  private static void three(
      StridedF32 a, StridedF32 b, StridedF32 start, StridedF32 c, int m, int j) {
    float[] x = a.values;
    float[] sums = c.values;
    float s0 = start.get(0, j);
    float s1 = start.get(0, j + 1);
    float b00 = b.get(0, j);
    float b01 = b.get(0, j + 1);
    float b10 = b.get(1, j);
    float b11 = b.get(1, j + 1);
    float b20 = b.get(2, j);
    float b21 = b.get(2, j + 1);
    int down = a.rowStride;
    int step = c.rowStride;
    for (int i = 0; i < m; i++) {
      float x0 = x[i * down];
      float x1 = x[i * down + 1];
      float x2 = x[i * down + 2];
      sums[i * step + j] = Math.fma(x2, b20, Math.fma(x1, b10, Math.fma(x0, b00, s0)));
      sums[i * step + j + 1] = Math.fma(x2, b21, Math.fma(x1, b11, Math.fma(x0, b01, s1)));
    }
  }

  private static void four(
      StridedF32 a, StridedF32 b, StridedF32 start, StridedF32 c, int m, int j) {
    float[] x = a.values;
    float[] sums = c.values;
    float s0 = start.get(0, j);
    float s1 = start.get(0, j + 1);
    float b00 = b.get(0, j);
    float b01 = b.get(0, j + 1);
    float b10 = b.get(1, j);
    float b11 = b.get(1, j + 1);
    float b20 = b.get(2, j);
    float b21 = b.get(2, j + 1);
    float b30 = b.get(3, j);
    float b31 = b.get(3, j + 1);
    int down = a.rowStride;
    int step = c.rowStride;
    for (int i = 0; i < m; i++) {
      float x0 = x[i * down];
      float x1 = x[i * down + 1];
      float x2 = x[i * down + 2];
      float x3 = x[i * down + 3];
      sums[i * step + j] =
          Math.fma(x3, b30, Math.fma(x2, b20, Math.fma(x1, b10, Math.fma(x0, b00, s0))));
      sums[i * step + j + 1] =
          Math.fma(x3, b31, Math.fma(x2, b21, Math.fma(x1, b11, Math.fma(x0, b01, s1))));
    }
  }

  private static void column(
      StridedF32 a, StridedF32 b, StridedF32 start, StridedF32 c, int m, int k, int j) {
    float[] x = a.values;
    float[] sums = c.values;
    float s = start.get(0, j);
    float b0 = b.get(0, j);
    float b1 = k > 1 ? b.get(1, j) : 0;
    float b2 = k > 2 ? b.get(2, j) : 0;
    float b3 = k > 3 ? b.get(3, j) : 0;
    int step = c.rowStride;
    switch (k) {
      case 1 -> {
        for (int i = 0; i < m; i++) {
          sums[i * step + j] = Math.fma(x[i], b0, s);
        }
      }
      case 2 -> {
        for (int i = 0; i < m; i++) {
          sums[i * step + j] = Math.fma(x[2 * i + 1], b1, Math.fma(x[2 * i], b0, s));
        }
      }
      case 3 -> {
        for (int i = 0; i < m; i++) {
          float sum = Math.fma(x[3 * i + 1], b1, Math.fma(x[3 * i], b0, s));
          sums[i * step + j] = Math.fma(x[3 * i + 2], b2, sum);
        }
      }
      default -> {
        for (int i = 0; i < m; i++) {
          float sum = Math.fma(x[4 * i + 1], b1, Math.fma(x[4 * i], b0, s));
          sums[i * step + j] = Math.fma(x[4 * i + 3], b3, Math.fma(x[4 * i + 2], b2, sum));
        }
      }
    }
  }
}
