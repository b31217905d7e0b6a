package io.github.backpropbench.backend.blas;

/**
 * Sums of few terms, for which a native call would cost more. They use four partial sums, because
 * with one each addition would wait for the one before.
 */
final class SumsF32 {
  private SumsF32() {}

  /** The sum of the elements from (inclusive) to (exclusive). */
  static float of(float[] values, int from, int to) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      sum0 += values[i];
      sum1 += values[i + 1];
      sum2 += values[i + 2];
      sum3 += values[i + 3];
    }
    for (; i < to; i++) {
      sum0 += values[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** The sum of the squares of all elements. */
  static double ofSquares(float[] values) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 4 <= values.length; i += 4) {
      sum0 += values[i] * values[i];
      sum1 += values[i + 1] * values[i + 1];
      sum2 += values[i + 2] * values[i + 2];
      sum3 += values[i + 3] * values[i + 3];
    }
    for (; i < values.length; i++) {
      sum0 += values[i] * values[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
