package io.github.backpropbench.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of this JVM: as wide as its machine has them. */
final class LanesF32 {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /**
   * The class of this JVM's vectors. After a loop or a branch the compiler knows a vector's class
   * from this cast, or from a profile that it may not have yet; where it does not know it, it makes
   * every such vector an object. The cast itself costs nothing.
   */
  static final Class<? extends FloatVector> TYPE =
      SPECIES.vectorType().asSubclass(FloatVector.class);

  /** Elements of a vector. */
  static final int LANES = SPECIES.length();

  /** A vector's worth of true, then one of false. */
  private static final boolean[] PREFIX = new boolean[2 * LANES];

  static {
    Arrays.fill(PREFIX, 0, LANES, true);
  }

  private LanesF32() {}

  /** The length of whole vectors that hold so many elements. */
  static int padded(int length) {
    return (length + LANES - 1) / LANES * LANES;
  }

  /** The length of the whole vectors that so many elements fill. */
  static int whole(int length) {
    return SPECIES.loopBound(length);
  }

  /** Selects the first {@code count} lanes, of 0 to all. */
  static VectorMask<Float> first(int count) {
    return VectorMask.fromArray(SPECIES, PREFIX, LANES - count);
  }
}
