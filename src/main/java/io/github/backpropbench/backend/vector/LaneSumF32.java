package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;

/**
 * The sum of a vector's lanes, from an array, in four sums at once: JDK 17 adds the lanes of one
 * vector one after the other, in its order, which for sixteen takes longer than the loop over a
 * small batch. Not by shorter vectors: where the compiler has seen vectors of two classes, it makes
 * objects of them in other loops.
 */
final class LaneSumF32 {
  private static final int AT_ONCE = 4;

  private LaneSumF32() {}

  /** Of the lanes that are stored from {@code at} on. */
  static float sum(float[] lanes, int at) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    // From 0: the compiler unrolls a loop whose ends it knows, and four sums wait for none.
    for (int i = 0; i < LANES - AT_ONCE + 1; i += AT_ONCE) {
      first += lanes[at + i];
      second += lanes[at + i + 1];
      third += lanes[at + i + 2];
      fourth += lanes[at + i + 3];
    }
    float rest = 0;
    for (int i = LANES - LANES % AT_ONCE; i < LANES; i++) {
      rest += lanes[at + i];
    }
    return (first + second) + (third + fourth) + rest;
  }
}
