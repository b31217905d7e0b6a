package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * What it takes to add up the lanes of several vectors at once. Of two vectors x and y, {@code
 * x.blend(y, UPPER_HALF).add(y.blend(x, UPPER_HALF).rearrange(SWAP_HALVES))} has x's two halves,
 * added, in its lower half, and y's in its upper one; the same with quarters makes one vector of
 * two such, and so on. Written out where it is used, since a method's argument must not be a
 * vector. JDK 17 adds the lanes of a single vector one after the other, in their order, which for
 * sixteen takes longer than the loop over a small batch.
 */
final class LaneFoldsF32 {
  static final VectorShuffle<Float> SWAP_HALVES = swap(LANES / 2);
  static final VectorShuffle<Float> SWAP_QUARTERS = swap(LANES / 4);
  static final VectorShuffle<Float> SWAP_EIGHTHS = swap(LANES / 8);
  static final VectorShuffle<Float> SWAP_NEIGHBOURS = swap(1);

  static final VectorMask<Float> UPPER_HALF = upper(LANES / 2);
  static final VectorMask<Float> UPPER_QUARTERS = upper(LANES / 4);
  static final VectorMask<Float> UPPER_EIGHTHS = upper(LANES / 8);

  /** Whether vectors have as many lanes as this is for; fewer are added up in no time. */
  static final boolean PAY = LANES == 8 || LANES == 16;

  private LaneFoldsF32() {}

  /** What was folded to {@code at}; where it does not pay, the sum of the lanes from there on. */
  static float sum(float[] sums, int at) {
    return PAY ? sums[at] : LaneSumF32.sum(sums, at);
  }

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane ^ distance);
  }

  private static VectorMask<Float> upper(int part) {
    boolean[] lanes = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & part) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }
}
