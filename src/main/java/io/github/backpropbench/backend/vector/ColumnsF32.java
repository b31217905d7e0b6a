package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Some columns of the right operand, packed at a constant distance, which a tile can rely on. */
final class ColumnsF32 {
  /**
   * From one column to the next: the largest depth of a block, and a cache line more, since
   * addresses that differ by a multiple of 4 KiB are taken for the same one at first.
   */
  static final int STRIDE = PanelsF32.MAX_DEPTH + 16;

  final float[] values = new float[TiledProductF32.MOST_COLUMNS * STRIDE];

  /**
   * Copies the columns.
   *
   * @param b the operand, whose columns are contiguous
   * @param from the index of the first element
   * @param depth the number of elements of each column
   */
  void load(StridedF32 b, int from, int depth, int columns) {
    float[] source = b.values;
    float[] into = values;
    int stride = b.columnStride;
    if (stride < LANES) { // a single row, whose elements need not fill a vector
      for (int j = 0; j < columns; j++) {
        System.arraycopy(source, from + j * stride, into, j * STRIDE, depth);
      }
      return;
    }
    for (int p = 0; p < depth; p += LANES) {
      for (int j = 0; j < columns; j++) {
        FloatVector.fromArray(SPECIES, source, from + p + j * stride)
            .intoArray(into, p + j * STRIDE);
      }
    }
  }
}
