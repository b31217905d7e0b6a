package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;

/**
 * The {@link TileF32} for a left operand in panels and a right operand with contiguous columns: the
 * known strides make the inner loop a fifth faster.
 */
final class PanelTileF32 {
  private PanelTileF32() {}

  /**
   * {@code c += a·b} or {@code c = a·b} for a tile of c.
   *
   * @param depth the inner dimension
   * @param panel the index in the panels of the tile's first row of a
   * @param from the index of b's first element
   * @param bColumnStride the distance between b's columns
   * @param columns the number of columns, at most the tile's width
   * @param to the index of the tile's first element in c
   * @param second the second vector's distance from the first in c: the lanes, or 0 if there is
   *     only one
   * @param cColumnStride the distance between c's columns
   * @param add whether to add to c rather than overwrite it
   */
  static void multiply(
      int depth,
      float[] panels,
      int panel,
      float[] b,
      int from,
      int bColumnStride,
      int columns,
      float[] c,
      int to,
      int second,
      int cColumnStride,
      boolean add) {
    int last = columns - 1;
    int b0 = from;
    int b1 = from + Math.min(1, last) * bColumnStride;
    int b2 = from + Math.min(2, last) * bColumnStride;
    int b3 = from + Math.min(3, last) * bColumnStride;
    int b4 = from + Math.min(4, last) * bColumnStride;
    int b5 = from + last * bColumnStride;
    int c0 = to;
    int c1 = to + Math.min(1, last) * cColumnStride;
    int c2 = to + Math.min(2, last) * cColumnStride;
    int c3 = to + Math.min(3, last) * cColumnStride;
    int c4 = to + Math.min(4, last) * cColumnStride;
    int c5 = to + last * cColumnStride;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s10 = zero;
    FloatVector s01 = zero;
    FloatVector s11 = zero;
    FloatVector s02 = zero;
    FloatVector s12 = zero;
    FloatVector s03 = zero;
    FloatVector s13 = zero;
    FloatVector s04 = zero;
    FloatVector s14 = zero;
    FloatVector s05 = zero;
    FloatVector s15 = zero;
    if (add) {
      s00 = FloatVector.fromArray(SPECIES, c, c0);
      s10 = FloatVector.fromArray(SPECIES, c, c0 + second);
      s01 = FloatVector.fromArray(SPECIES, c, c1);
      s11 = FloatVector.fromArray(SPECIES, c, c1 + second);
      s02 = FloatVector.fromArray(SPECIES, c, c2);
      s12 = FloatVector.fromArray(SPECIES, c, c2 + second);
      s03 = FloatVector.fromArray(SPECIES, c, c3);
      s13 = FloatVector.fromArray(SPECIES, c, c3 + second);
      s04 = FloatVector.fromArray(SPECIES, c, c4);
      s14 = FloatVector.fromArray(SPECIES, c, c4 + second);
      s05 = FloatVector.fromArray(SPECIES, c, c5);
      s15 = FloatVector.fromArray(SPECIES, c, c5 + second);
    }
    for (int p = 0; p < depth; p++) {
      int at = panel + p * 2 * LANES;
      FloatVector a0 = FloatVector.fromArray(SPECIES, panels, at);
      FloatVector a1 = FloatVector.fromArray(SPECIES, panels, at + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, b[b0 + p]);
      s00 = a0.fma(factor, s00);
      s10 = a1.fma(factor, s10);
      factor = FloatVector.broadcast(SPECIES, b[b1 + p]);
      s01 = a0.fma(factor, s01);
      s11 = a1.fma(factor, s11);
      factor = FloatVector.broadcast(SPECIES, b[b2 + p]);
      s02 = a0.fma(factor, s02);
      s12 = a1.fma(factor, s12);
      factor = FloatVector.broadcast(SPECIES, b[b3 + p]);
      s03 = a0.fma(factor, s03);
      s13 = a1.fma(factor, s13);
      factor = FloatVector.broadcast(SPECIES, b[b4 + p]);
      s04 = a0.fma(factor, s04);
      s14 = a1.fma(factor, s14);
      factor = FloatVector.broadcast(SPECIES, b[b5 + p]);
      s05 = a0.fma(factor, s05);
      s15 = a1.fma(factor, s15);
    }
    TYPE.cast(s00).intoArray(c, c0);
    TYPE.cast(s10).intoArray(c, c0 + second);
    TYPE.cast(s01).intoArray(c, c1);
    TYPE.cast(s11).intoArray(c, c1 + second);
    TYPE.cast(s02).intoArray(c, c2);
    TYPE.cast(s12).intoArray(c, c2 + second);
    TYPE.cast(s03).intoArray(c, c3);
    TYPE.cast(s13).intoArray(c, c3 + second);
    TYPE.cast(s04).intoArray(c, c4);
    TYPE.cast(s14).intoArray(c, c4 + second);
    TYPE.cast(s05).intoArray(c, c5);
    TYPE.cast(s15).intoArray(c, c5 + second);
  }
}
