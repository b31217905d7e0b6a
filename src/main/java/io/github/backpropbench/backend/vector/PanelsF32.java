package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A block of the left operand, packed into at most {@value #MAX_PANELS} panels. Each is as high as
 * a tile and column-major without gaps. Rows missing from the last panel are replaced by copies of
 * others.
 */
final class PanelsF32 {
  /** The most panels at once: a quarter of a megabyte at full depth with the widest vectors. */
  static final int MAX_PANELS = 8;

  /** The largest depth of a panel, at which a tile's columns still fit the first-level cache. */
  static final int MAX_DEPTH = 256;

  /** Rows that are copied together; divides every possible {@link #HEIGHT}. */
  private static final int ROWS = 4;

  private static final int HEIGHT = TileF32.HEIGHT;

  final float[] values = new float[MAX_PANELS * MAX_DEPTH * HEIGHT];

  /** Where a panel starts. */
  static int start(int panel) {
    return panel * MAX_DEPTH * HEIGHT;
  }

  /**
   * Packs the block of a whose first element is (i, p).
   *
   * @param rows the number of rows, at least 1
   * @param depth the number of columns
   */
  void load(StridedF32 a, int i, int rows, int p, int depth) {
    int from = i * a.rowStride + p * a.columnStride;
    if (a.rowStride == 1) {
      copyColumns(a, from, rows, depth);
      return;
    }
    for (int row = 0; row < rows; row += HEIGHT) {
      for (int q = 0; q < HEIGHT; q += ROWS) {
        copyRows(
            a,
            from + row * a.rowStride,
            Math.min(HEIGHT, rows - row),
            q,
            depth,
            start(row / HEIGHT) + q);
      }
    }
  }

  /** Copies each contiguous column of a from top to bottom, across all panels. */
  private void copyColumns(StridedF32 a, int from, int rows, int depth) {
    float[] columns = a.values;
    float[] into = values;
    int columnStride = a.columnStride;
    for (int p = 0; p < depth; p++) {
      int at = from + p * columnStride;
      int to = p * HEIGHT;
      for (int row = 0; row < rows; row += HEIGHT) {
        // A panel with rows for one vector only holds it twice.
        int second = rows - row > LANES ? LANES : 0;
        FloatVector.fromArray(SPECIES, columns, at + row).intoArray(into, to);
        FloatVector.fromArray(SPECIES, columns, at + row + second).intoArray(into, to + LANES);
        to += MAX_DEPTH * HEIGHT;
      }
    }
  }

  /** Copies {@link #ROWS} rows, contiguous in a, to a panel's rows from q on. */
  private void copyRows(StridedF32 a, int from, int height, int q, int depth, int to) {
    float[] rows = a.values;
    float[] into = values;
    int at0 = from + source(q, height) * a.rowStride;
    int at1 = from + source(q + 1, height) * a.rowStride;
    int at2 = from + source(q + 2, height) * a.rowStride;
    int at3 = from + source(q + 3, height) * a.rowStride;
    for (int p = 0; p < depth; p++) {
      int at = to + p * HEIGHT;
      into[at] = rows[at0 + p];
      into[at + 1] = rows[at1 + p];
      into[at + 2] = rows[at2 + p];
      into[at + 3] = rows[at3 + p];
    }
  }

  /** The row of a that becomes the panel's row q; a single vector's rows are used twice. */
  private static int source(int q, int height) {
    return Math.min(height > LANES ? q : q % LANES, height - 1);
  }
}
