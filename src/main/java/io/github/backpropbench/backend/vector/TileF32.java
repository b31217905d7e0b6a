package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;

/**
 * A tile of a product, two vectors high and {@value #WIDTH} columns wide, accumulated in twelve
 * registers: enough to keep two multiply-add units busy, and few enough for a machine with sixteen
 * registers.
 *
 * <p>At a ragged edge the last vector or column is computed several times and stored each time in
 * the same place.
 */
final class TileF32 {
  static final int HEIGHT = 2 * LANES;
  static final int WIDTH = 6;

  private TileF32() {}

  /**
   * {@code c += a·b} or {@code c = a·b} for a tile of c.
   *
   * @param depth the inner dimension
   * @param at the index of a's first element
   * @param aColumnStride the distance between a's columns, which are contiguous
   * @param second the second vector's distance from the first: the lanes, or 0 if there is only one
   * @param from the index of b's first element
   * @param bRowStride the distance between b's rows
   * @param bColumnStride the distance between b's columns
   * @param columns the number of columns, at most {@link #WIDTH}
   * @param to the index of the tile's first element in c
   * @param cColumnStride the distance between c's columns
   * @param add whether to add to c rather than overwrite it
   */
  static void multiply(
      int depth,
      float[] a,
      int at,
      int aColumnStride,
      int second,
      float[] b,
      int from,
      int bRowStride,
      int bColumnStride,
      int columns,
      float[] c,
      int to,
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
    int q = at;
    int r = 0;
    for (int p = 0; p < depth; p++) {
      FloatVector a0 = FloatVector.fromArray(SPECIES, a, q);
      FloatVector a1 = FloatVector.fromArray(SPECIES, a, q + second);
      FloatVector factor = FloatVector.broadcast(SPECIES, b[b0 + r]);
      s00 = a0.fma(factor, s00);
      s10 = a1.fma(factor, s10);
      factor = FloatVector.broadcast(SPECIES, b[b1 + r]);
      s01 = a0.fma(factor, s01);
      s11 = a1.fma(factor, s11);
      factor = FloatVector.broadcast(SPECIES, b[b2 + r]);
      s02 = a0.fma(factor, s02);
      s12 = a1.fma(factor, s12);
      factor = FloatVector.broadcast(SPECIES, b[b3 + r]);
      s03 = a0.fma(factor, s03);
      s13 = a1.fma(factor, s13);
      factor = FloatVector.broadcast(SPECIES, b[b4 + r]);
      s04 = a0.fma(factor, s04);
      s14 = a1.fma(factor, s14);
      factor = FloatVector.broadcast(SPECIES, b[b5 + r]);
      s05 = a0.fma(factor, s05);
      s15 = a1.fma(factor, s15);
      q += aColumnStride;
      r += bRowStride;
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
