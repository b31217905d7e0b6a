package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A block of the left operand, packed into at most {@value #MAX_PANELS} panels. Each is as high as
 * a tile and column-major without gaps. What a last panel has beyond the rows is undefined.
 */
final class PanelsF32 {
  /** The most panels at once: a quarter of a megabyte at full depth with the widest vectors. */
  static final int MAX_PANELS = 8;

  /** The largest depth of a panel, at which a tile's columns still fit the first-level cache. */
  static final int MAX_DEPTH = 256;

  private static final int HEIGHT = TileF32.HEIGHT;

  final float[] values = new float[MAX_PANELS * MAX_DEPTH * HEIGHT];

  private final TransposeF32 transpose = new TransposeF32();

  /** The distance between panels. */
  static final int SIZE = MAX_DEPTH * HEIGHT;

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
    boolean squares = TransposeF32.ENABLED && a.rowStride >= LANES; // rows are padded to vectors
    for (int row = 0; row < rows; row += LANES) {
      int at = from + row * a.rowStride;
      int to = row / HEIGHT * SIZE + row % HEIGHT;
      if (squares) {
        transpose(a, at, Math.min(LANES, rows - row), depth, to);
      } else {
        copyRows(a, at, Math.min(LANES, rows - row), depth, to);
      }
    }
  }

  /** Copies rows, contiguous in a, to a panel's rows. */
  private void transpose(StridedF32 a, int from, int rows, int depth, int to) {
    for (int p = 0; p < depth; p += LANES) {
      transpose.square(a.values, from + p, a.rowStride, rows, values, to + p * HEIGHT, HEIGHT);
    }
  }

  /** The same, element by element. */
  private void copyRows(StridedF32 a, int from, int rows, int depth, int to) {
    for (int q = 0; q < rows; q++) {
      int at = from + q * a.rowStride;
      for (int p = 0; p < depth; p++) {
        values[to + q + p * HEIGHT] = a.values[at + p];
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
        FloatVector.fromArray(SPECIES, columns, at + row).intoArray(into, to);
        if (rows - row > LANES) {
          FloatVector.fromArray(SPECIES, columns, at + row + LANES).intoArray(into, to + LANES);
        }
        to += SIZE;
      }
    }
  }
}
