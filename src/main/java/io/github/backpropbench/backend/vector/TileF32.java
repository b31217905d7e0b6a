package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.SECOND;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;

/**
 * A tile of a product {@code c = a·b}, two vectors high and up to eight columns wide, accumulated
 * in registers. The elements of each row of b are contiguous.
 *
 * <p>Whatever lives across the loop competes for the processor's sixteen integer registers; where
 * they do not suffice, the compiler keeps loop variables in vector registers, and the loop takes
 * twice as long. So there is one stride for each operand, and c is neither read nor addressed
 * before the loop ends.
 *
 * <p>The build derives three variants: {@code SingleTileF32}, one vector high; {@code
 * ColumnTileF32} and {@code SingleColumnTileF32} for a b whose columns are packed by {@link
 * ColumnsF32}. The sums, loads and stores of the second vector are lines of their own, which the
 * first of them leaves out.
 */
final class TileF32 {
  static final int HEIGHT = 2 * SECOND;

  /** The distance from an element of b to the next one in its row. */
  private static final int NEXT = 1;

  private TileF32() {}

  /**
   * {@code c += a·b} or {@code c = a·b} for a tile of c.
   *
   * @param depth the inner dimension
   * @param a the left operand, whose columns are contiguous
   * @param at the index of its first element
   * @param aStride the distance between its columns
   * @param b the right operand
   * @param from the index of its first element
   * @param bStride the distance between its rows
   * @param columns the number of columns: one, two, four or eight
   * @param c the result
   * @param to the index of the tile's first element
   * @param cStride the distance between its columns
   * @param add whether to add to c rather than overwrite it
   */
  static void multiply(
      int depth,
      float[] a,
      int at,
      int aStride,
      float[] b,
      int from,
      int bStride,
      int columns,
      float[] c,
      int to,
      int cStride,
      boolean add) {
    switch (columns) {
      case 8 -> eight(depth, a, at, aStride, b, from, bStride, c, to, cStride, add);
      case 4 -> four(depth, a, at, aStride, b, from, bStride, c, to, cStride, add);
      // With a stride of 0, the first column overwrites the second, which is not wanted.
      case 1 -> two(depth, a, at, aStride, b, from, bStride, c, to, 0, add);
      default -> two(depth, a, at, aStride, b, from, bStride, c, to, cStride, add);
    }
  }

  /** Eight columns. */
  private static void eight(
      int depth,
      float[] a,
      int at,
      int aStride,
      float[] b,
      int from,
      int bStride,
      float[] c,
      int to,
      int cStride,
      boolean add) {
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
    FloatVector s06 = zero;
    FloatVector s16 = zero;
    FloatVector s07 = zero;
    FloatVector s17 = zero;
    for (int p = 0; p < depth; p++) {
      int q = at + p * aStride;
      int r = from + p * bStride;
      FloatVector a0 = FloatVector.fromArray(SPECIES, a, q);
      FloatVector a1 = FloatVector.fromArray(SPECIES, a, q + SECOND);
      FloatVector factor = FloatVector.broadcast(SPECIES, b[r]);
      s00 = a0.fma(factor, s00);
      s10 = a1.fma(factor, s10);
      factor = FloatVector.broadcast(SPECIES, b[r + NEXT]);
      s01 = a0.fma(factor, s01);
      s11 = a1.fma(factor, s11);
      factor = FloatVector.broadcast(SPECIES, b[r + 2 * NEXT]);
      s02 = a0.fma(factor, s02);
      s12 = a1.fma(factor, s12);
      factor = FloatVector.broadcast(SPECIES, b[r + 3 * NEXT]);
      s03 = a0.fma(factor, s03);
      s13 = a1.fma(factor, s13);
      factor = FloatVector.broadcast(SPECIES, b[r + 4 * NEXT]);
      s04 = a0.fma(factor, s04);
      s14 = a1.fma(factor, s14);
      factor = FloatVector.broadcast(SPECIES, b[r + 5 * NEXT]);
      s05 = a0.fma(factor, s05);
      s15 = a1.fma(factor, s15);
      factor = FloatVector.broadcast(SPECIES, b[r + 6 * NEXT]);
      s06 = a0.fma(factor, s06);
      s16 = a1.fma(factor, s16);
      factor = FloatVector.broadcast(SPECIES, b[r + 7 * NEXT]);
      s07 = a0.fma(factor, s07);
      s17 = a1.fma(factor, s17);
    }
    s00 = TYPE.cast(s00);
    s10 = TYPE.cast(s10);
    s01 = TYPE.cast(s01);
    s11 = TYPE.cast(s11);
    s02 = TYPE.cast(s02);
    s12 = TYPE.cast(s12);
    s03 = TYPE.cast(s03);
    s13 = TYPE.cast(s13);
    s04 = TYPE.cast(s04);
    s14 = TYPE.cast(s14);
    s05 = TYPE.cast(s05);
    s15 = TYPE.cast(s15);
    s06 = TYPE.cast(s06);
    s16 = TYPE.cast(s16);
    s07 = TYPE.cast(s07);
    s17 = TYPE.cast(s17);
    int w = to;
    if (add) {
      s00 = s00.add(FloatVector.fromArray(SPECIES, c, w));
      s10 = s10.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s01 = s01.add(FloatVector.fromArray(SPECIES, c, w));
      s11 = s11.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s02 = s02.add(FloatVector.fromArray(SPECIES, c, w));
      s12 = s12.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s03 = s03.add(FloatVector.fromArray(SPECIES, c, w));
      s13 = s13.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s04 = s04.add(FloatVector.fromArray(SPECIES, c, w));
      s14 = s14.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s05 = s05.add(FloatVector.fromArray(SPECIES, c, w));
      s15 = s15.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s06 = s06.add(FloatVector.fromArray(SPECIES, c, w));
      s16 = s16.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s07 = s07.add(FloatVector.fromArray(SPECIES, c, w));
      s17 = s17.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
    } else {
      w += 7 * cStride;
    }
    TYPE.cast(s07).intoArray(c, w);
    TYPE.cast(s17).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s06).intoArray(c, w);
    TYPE.cast(s16).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s05).intoArray(c, w);
    TYPE.cast(s15).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s04).intoArray(c, w);
    TYPE.cast(s14).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s03).intoArray(c, w);
    TYPE.cast(s13).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s02).intoArray(c, w);
    TYPE.cast(s12).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s01).intoArray(c, w);
    TYPE.cast(s11).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s00).intoArray(c, w);
    TYPE.cast(s10).intoArray(c, w + SECOND);
  }

  /** Four columns. */
  private static void four(
      int depth,
      float[] a,
      int at,
      int aStride,
      float[] b,
      int from,
      int bStride,
      float[] c,
      int to,
      int cStride,
      boolean add) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s10 = zero;
    FloatVector s01 = zero;
    FloatVector s11 = zero;
    FloatVector s02 = zero;
    FloatVector s12 = zero;
    FloatVector s03 = zero;
    FloatVector s13 = zero;
    for (int p = 0; p < depth; p++) {
      int q = at + p * aStride;
      int r = from + p * bStride;
      FloatVector a0 = FloatVector.fromArray(SPECIES, a, q);
      FloatVector a1 = FloatVector.fromArray(SPECIES, a, q + SECOND);
      FloatVector factor = FloatVector.broadcast(SPECIES, b[r]);
      s00 = a0.fma(factor, s00);
      s10 = a1.fma(factor, s10);
      factor = FloatVector.broadcast(SPECIES, b[r + NEXT]);
      s01 = a0.fma(factor, s01);
      s11 = a1.fma(factor, s11);
      factor = FloatVector.broadcast(SPECIES, b[r + 2 * NEXT]);
      s02 = a0.fma(factor, s02);
      s12 = a1.fma(factor, s12);
      factor = FloatVector.broadcast(SPECIES, b[r + 3 * NEXT]);
      s03 = a0.fma(factor, s03);
      s13 = a1.fma(factor, s13);
    }
    s00 = TYPE.cast(s00);
    s10 = TYPE.cast(s10);
    s01 = TYPE.cast(s01);
    s11 = TYPE.cast(s11);
    s02 = TYPE.cast(s02);
    s12 = TYPE.cast(s12);
    s03 = TYPE.cast(s03);
    s13 = TYPE.cast(s13);
    int w = to;
    if (add) {
      s00 = s00.add(FloatVector.fromArray(SPECIES, c, w));
      s10 = s10.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s01 = s01.add(FloatVector.fromArray(SPECIES, c, w));
      s11 = s11.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s02 = s02.add(FloatVector.fromArray(SPECIES, c, w));
      s12 = s12.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s03 = s03.add(FloatVector.fromArray(SPECIES, c, w));
      s13 = s13.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
    } else {
      w += 3 * cStride;
    }
    TYPE.cast(s03).intoArray(c, w);
    TYPE.cast(s13).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s02).intoArray(c, w);
    TYPE.cast(s12).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s01).intoArray(c, w);
    TYPE.cast(s11).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s00).intoArray(c, w);
    TYPE.cast(s10).intoArray(c, w + SECOND);
  }

  /** Two columns. */
  private static void two(
      int depth,
      float[] a,
      int at,
      int aStride,
      float[] b,
      int from,
      int bStride,
      float[] c,
      int to,
      int cStride,
      boolean add) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s10 = zero;
    FloatVector s01 = zero;
    FloatVector s11 = zero;
    for (int p = 0; p < depth; p++) {
      int q = at + p * aStride;
      int r = from + p * bStride;
      FloatVector a0 = FloatVector.fromArray(SPECIES, a, q);
      FloatVector a1 = FloatVector.fromArray(SPECIES, a, q + SECOND);
      FloatVector factor = FloatVector.broadcast(SPECIES, b[r]);
      s00 = a0.fma(factor, s00);
      s10 = a1.fma(factor, s10);
      factor = FloatVector.broadcast(SPECIES, b[r + NEXT]);
      s01 = a0.fma(factor, s01);
      s11 = a1.fma(factor, s11);
    }
    s00 = TYPE.cast(s00);
    s10 = TYPE.cast(s10);
    s01 = TYPE.cast(s01);
    s11 = TYPE.cast(s11);
    int w = to;
    if (add) {
      s00 = s00.add(FloatVector.fromArray(SPECIES, c, w));
      s10 = s10.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
      w += cStride;
      s01 = s01.add(FloatVector.fromArray(SPECIES, c, w));
      s11 = s11.add(FloatVector.fromArray(SPECIES, c, w + SECOND));
    } else {
      w += cStride;
    }
    TYPE.cast(s01).intoArray(c, w);
    TYPE.cast(s11).intoArray(c, w + SECOND);
    w -= cStride;
    TYPE.cast(s00).intoArray(c, w);
    TYPE.cast(s10).intoArray(c, w + SECOND);
  }
}
