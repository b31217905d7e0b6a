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

  /** How many rows are copied together; divides every height. */
  private static final int ROWS = 4;

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
    int from = i * a.down + p * a.right;
    if (a.down == 1) {
      copyColumns(a, from, rows, depth);
      return;
    }
    for (int row = 0; row < rows; row += HEIGHT) {
      for (int q = 0; q < HEIGHT; q += ROWS) {
        copyRows(
            a,
            from + row * a.down,
            Math.min(HEIGHT, rows - row),
            q,
            depth,
            start(row / HEIGHT) + q);
      }
    }
  }

  /** Each column from its top to its bottom, across the panels, as it lies in memory. */
  private void copyColumns(StridedF32 a, int from, int rows, int depth) {
    float[] columns = a.values;
    float[] into = values;
    int right = a.right;
    for (int p = 0; p < depth; p++) {
      int at = from + p * right;
      int to = p * HEIGHT;
      for (int row = 0; row < rows; row += HEIGHT) {
        // Where there is but one vector, it comes twice.
        int second = rows - row > LANES ? LANES : 0;
        FloatVector.fromArray(SPECIES, columns, at + row).intoArray(into, to);
        FloatVector.fromArray(SPECIES, columns, at + row + second).intoArray(into, to + LANES);
        to += DEEPEST * HEIGHT;
      }
    }
  }

  /** The rows of the panel from q on, each of which is contiguous in a. */
  private void copyRows(StridedF32 a, int from, int height, int q, int depth, int to) {
    float[] rows = a.values;
    float[] into = values;
    int at0 = from + source(q, height) * a.down;
    int at1 = from + source(q + 1, height) * a.down;
    int at2 = from + source(q + 2, height) * a.down;
    int at3 = from + source(q + 3, height) * a.down;
    for (int p = 0; p < depth; p++) {
      int at = to + p * HEIGHT;
      into[at] = rows[at0 + p];
      into[at + 1] = rows[at1 + p];
      into[at + 2] = rows[at2 + p];
      into[at + 3] = rows[at3 + p];
    }
  }

  /** Which row of a is the panel's row q; where there is but one vector, it comes twice. */
  private static int source(int q, int height) {
    return Math.min(height > LANES ? q : q % LANES, height - 1);
  }
}
