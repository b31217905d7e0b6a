package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The shuffles and masks with which the lanes of several vectors are summed at once, as a tree.
 *
 * <p>For two vectors x and y, {@code x.blend(y, UPPER_TWO).add(y.blend(x,
 * UPPER_TWO).rearrange(SWAP_TWOS))} adds lanes that are two apart: in each group of four lanes, the
 * lower two then hold sums of x and the upper two sums of y. The same with {@code UPPER_ONE} and
 * {@code SWAP_ONES} combines two such vectors into one. Adding each group of four to the next four,
 * and so on, completes the sums.
 *
 * <p>The callers write this out, since a method's argument must not be a vector. The alternative,
 * {@code reduceLanes}, adds the lanes of a single vector one after the other in JDK 17, which for
 * sixteen lanes takes longer than the loop over a small batch.
 */
final class LaneReductionF32 {
  static final VectorShuffle<Float> SWAP_EIGHTS = swap(8);
  static final VectorShuffle<Float> SWAP_FOURS = swap(4);
  static final VectorShuffle<Float> SWAP_TWOS = swap(2);
  static final VectorShuffle<Float> SWAP_ONES = swap(1);

  static final VectorMask<Float> UPPER_EIGHT = upper(8);
  static final VectorMask<Float> UPPER_FOUR = upper(4);
  static final VectorMask<Float> UPPER_TWO = upper(2);
  static final VectorMask<Float> UPPER_ONE = upper(1);

  /** Whether lanes are summed as a tree: with fewer than eight, adding them in turn is faster. */
  static final boolean ENABLED = LANES == 8 || LANES == 16;

  private LaneReductionF32() {}

  /**
   * One complete sum. If the tree is enabled, it is the element at {@code at}; if not, a whole
   * vector was stored there and its lanes are added here.
   */
  static float sum(float[] sums, int at) {
    float sum = sums[at];
    if (!ENABLED) {
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
