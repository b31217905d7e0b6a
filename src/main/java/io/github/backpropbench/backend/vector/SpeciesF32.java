package io.github.backpropbench.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of this JVM: the widest that its machine has. */
final class SpeciesF32 {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /**
   * The class of this JVM's vectors, for casts. After a loop or a branch the compiler must learn a
   * vector's class either from a cast or from a profile, which it may not have yet; without it,
   * every such vector becomes an object. The cast itself costs nothing.
   */
  static final Class<? extends FloatVector> TYPE =
      SPECIES.vectorType().asSubclass(FloatVector.class);

  /** Elements per vector. */
  static final int LANES = SPECIES.length();

  /** The distance between the two vectors of a tile. */
  static final int SECOND = LANES;

  /** As many times true as a vector has lanes, then as many times false. */
  private static final boolean[] PREFIX = new boolean[2 * LANES];

  static {
    Arrays.fill(PREFIX, 0, LANES, true);
  }

  private SpeciesF32() {}

  /** The width of a vector in bits. */
  static int bits() {
    return SPECIES.vectorBitSize();
  }

  /** The length, rounded up to whole vectors. */
  static int padded(int length) {
    return (length + LANES - 1) / LANES * LANES;
  }

  /** The length, rounded down to whole vectors. */
  static int loopBound(int length) {
    return SPECIES.loopBound(length);
  }

  /** A mask of those lanes of the last vector that a run of this length fills; at least one. */
  static VectorMask<Float> lastLanes(int length) {
    return firstLanes(length - padded(length) + LANES);
  }

  /** A mask of the first {@code count} lanes, from none to all. */
  static VectorMask<Float> firstLanes(int count) {
    return VectorMask.fromArray(SPECIES, PREFIX, LANES - count);
  }
}
