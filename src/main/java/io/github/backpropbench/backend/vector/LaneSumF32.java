package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum of a vector's lanes, from an array. Short vectors are added first: JDK 17 adds the lanes
 * of one vector one after the other, in its order, which for sixteen takes longer than the loop
 * over a small batch.
 */
final class LaneSumF32 {
  private static final VectorSpecies<Float> SHORT = FloatVector.SPECIES_128;
  private static final Class<? extends FloatVector> SHORT_TYPE =
      SHORT.vectorType().asSubclass(FloatVector.class);

  private LaneSumF32() {}

  /** Of the lanes that are stored from {@code at} on. */
  static float sum(float[] lanes, int at) {
    FloatVector sum = FloatVector.fromArray(SHORT, lanes, at);
    for (int i = SHORT.length(); i < LANES; i += SHORT.length()) {
      sum = FloatVector.fromArray(SHORT, lanes, at + i).add(sum);
    }
    return SHORT_TYPE.cast(sum).reduceLanes(VectorOperators.ADD);
  }
}
