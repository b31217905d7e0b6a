package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A block of the left operand, copied into panels: {@value #MOST} of them at most, each as high as
 * a tile, column after column without a gap. The rows that are missing from the last panel are
 * copies of others.
 */
final class PanelsF32 {
  /** The most panels at once: with their depth, a quarter of a megabyte for the largest vectors. */
  static final int MOST = 8;

  /** The largest depth of a panel: so much of a tile's columns stays in the first-level cache. */
  static final int DEEPEST = 256;

  /** How many rows are copied together: as few as the shortest vector has lanes. */
  private static final int ROWS = 2;

  private static final int HEIGHT = TileF32.HEIGHT;

  final float[] values = new float[MOST * DEEPEST * HEIGHT];

  /** Where a panel starts. */
  static int start(int panel) {
    return panel * DEEPEST * HEIGHT;
  }

  /**
   * Loads the rows from i on and the columns from p on.
   *
   * @param rows the number of rows, at least 1
   */
  void load(StridedF32 a, int i, int rows, int p, int depth) {
    for (int row = 0; row < rows; row += HEIGHT) {
      int height = Math.min(HEIGHT, rows - row);
      int from = (i + row) * a.down + p * a.right;
      int to = start(row / HEIGHT);
      if (a.down == 1) {
        copyColumns(a.values, from, a.right, height > LANES ? LANES : 0, depth, to);
      } else {
        int copied = Math.min(HEIGHT, LanesF32.padded(height));
        for (int q = 0; q < HEIGHT; q += ROWS) {
          copyRows(a, from, q % copied, height - 1, depth, to + q);
        }
      }
    }
  }

  /** Two vectors of each column; the second is the first again where there is but one. */
  private void copyColumns(float[] a, int from, int right, int second, int depth, int to) {
    int at = from;
    for (int p = 0; p < depth; p++) {
      FloatVector.fromArray(SPECIES, a, at).intoArray(values, to + p * HEIGHT);
      FloatVector.fromArray(SPECIES, a, at + second).intoArray(values, to + p * HEIGHT + LANES);
      at += right;
    }
  }

  /** Some rows, which are contiguous. */
  private void copyRows(StridedF32 a, int from, int row, int last, int depth, int to) {
    float[] rows = a.values;
    float[] into = values;
    int at0 = from + Math.min(row, last) * a.down;
    int at1 = from + Math.min(row + 1, last) * a.down;
    for (int p = 0; p < depth; p++) {
      into[to + p * HEIGHT] = rows[at0 + p];
      into[to + p * HEIGHT + 1] = rows[at1 + p];
    }
  }
}
