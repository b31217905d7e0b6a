package io.github.backpropbench.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors of this JVM, as wide as its machine has them, and what is chosen from their lanes.
 */
final class LanesF32 {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Elements of a vector. */
  static final int LANES = SPECIES.length();

  /** As many times true as there are lanes, then false: a mask of n lanes starts n before that. */
  static final boolean[] FIRST_LANES = firstLanes();

  /** The lanes with an odd number. */
  static final VectorMask<Float> ODD = VectorMask.fromArray(SPECIES, lanesWith(1), 0);

  /** The upper two of each four lanes. */
  static final VectorMask<Float> UPPER_PAIR = VectorMask.fromArray(SPECIES, lanesWith(2), 0);

  /** These exchange the lanes at a distance. */
  static final VectorShuffle<Float> SWAP_1 = swap(1);

  static final VectorShuffle<Float> SWAP_2 = swap(2);
  static final VectorShuffle<Float> SWAP_4 = swap(4);
  static final VectorShuffle<Float> SWAP_8 = swap(8);

  private LanesF32() {}

  /** The length of whole vectors that hold so many elements. */
  static int padded(int length) {
    return (length + LANES - 1) / LANES * LANES;
  }

  /** The length of the whole vectors that so many elements fill. */
  static int whole(int length) {
    return SPECIES.loopBound(length);
  }

  private static boolean[] lanesWith(int bit) {
    boolean[] lanes = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] = (lane & bit) != 0;
    }
    return lanes;
  }

  private static boolean[] firstLanes() {
    boolean[] lanes = new boolean[2 * LANES];
    Arrays.fill(lanes, 0, LANES, true);
    return lanes;
  }

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % LANES);
  }
}
