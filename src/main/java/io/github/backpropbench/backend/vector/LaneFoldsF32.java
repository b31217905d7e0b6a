package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * What it takes to add up the lanes of several vectors at once. Of two vectors x and y, {@code
 * x.blend(y, UPPER_TWO).add(y.blend(x, UPPER_TWO).rearrange(SWAP_TWOS))} has the sums of x's lanes
 * that are two apart in the lower two of each four, and y's in the upper two; the same with ones
 * makes one vector of two such. What is left to do is to add to each four the next four, and so on.
 * Written out where it is used, since a method's argument must not be a vector. JDK 17 adds the
 * lanes of a single vector one after the other, in their order, which for sixteen takes longer than
 * the loop over a small batch.
 */
final class LaneFoldsF32 {
  static final VectorShuffle<Float> SWAP_EIGHTS = swap(8);
  static final VectorShuffle<Float> SWAP_FOURS = swap(4);
  static final VectorShuffle<Float> SWAP_TWOS = swap(2);
  static final VectorShuffle<Float> SWAP_ONES = swap(1);

  static final VectorMask<Float> UPPER_TWO = upper(2);
  static final VectorMask<Float> UPPER_ONE = upper(1);

  /** Whether vectors have as many lanes as this is for; fewer are added up in no time. */
  static final boolean PAY = LANES == 8 || LANES == 16;

  private LaneFoldsF32() {}

  /** What was folded to {@code at}; where it does not pay, the sum of the lanes from there on. */
  static float sum(float[] sums, int at) {
    float sum = sums[at];
    if (!PAY) {
      for (int i = 1; i < LANES; i++) {
        sum += sums[at + i];
      }
    }
    return sum;
  }

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % LANES);
  }

  private static VectorMask<Float> upper(int part) {
    boolean[] lanes = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & part) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }
}
