package io.github.backpropbench.backend.vector;

import java.util.Arrays;

/**
 * The sums of a matrix's columns. Short columns as inner products with ones, four of them in one
 * pass, since adding the lanes of one vector takes longer than the loop; tall ones one by one, with
 * more additions under way and without loading ones.
 */
final class ColumnSumsF32 {
  private static final int TALL = 32 * SpeciesF32.LANES;

  /** As many ones as the tallest matrix so far has rows, padded. */
  private float[] ones = new float[0];

  /** {@code out = Σ} of the rows of a, which has more than one. */
  void compute(VectorMatrixF32 a, float[] out) {
    if (a.rows > TALL) {
      for (int j = 0; j < a.columns; j++) {
        out[j] = SumsF32.sum(a.values, j * a.stride, a.rows);
      }
      return;
    }
    if (ones.length < a.stride) {
      ones = new float[a.stride];
      Arrays.fill(ones, 1);
    }
    ColumnDotsF32.dots(a.columns, a.values, 0, a.stride, ones, 0, a.rows, out, 0);
  }
}
