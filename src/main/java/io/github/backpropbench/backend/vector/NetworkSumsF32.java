package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_EIGHTS;
import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_FOURS;
import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_ONES;
import static io.github.backpropbench.backend.vector.LaneReductionF32.SWAP_TWOS;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_EIGHT;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_FOUR;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_ONE;
import static io.github.backpropbench.backend.vector.LaneReductionF32.UPPER_TWO;
import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The sums of {@link NarrowNetworkF32}, a vector each, and how their lanes are added. */
final class NetworkSumsF32 {
  /** As many as make one vector of totals of sixteen lanes; two of them are not used. */
  static final int COUNT = 16;

  private NetworkSumsF32() {}

  /** Adds the second half of the sums to the first, but only {@code lanes} lanes of each. */
  static void addRest(float[] sums, int lanes) {
    VectorMask<Float> mask = SpeciesF32.firstLanes(lanes);
    for (int i = 0; i < COUNT * LANES; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, i);
      FloatVector rest = FloatVector.fromArray(SPECIES, sums, COUNT * LANES + i);
      sum.blend(sum.add(rest), mask).intoArray(sums, i);
    }
  }

  /** Adds the lanes of each sum, see {@link LaneReductionF32}. */
  static void reduce(float[] sums, float[] totals) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, 0 * LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, 1 * LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, sums, 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, sums, 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, sums, 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, sums, 7 * LANES);
    FloatVector s8 = FloatVector.fromArray(SPECIES, sums, 8 * LANES);
    FloatVector s9 = FloatVector.fromArray(SPECIES, sums, 9 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, sums, 10 * LANES);
    FloatVector s11 = FloatVector.fromArray(SPECIES, sums, 11 * LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, sums, 12 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, sums, 13 * LANES);
    FloatVector s14 = FloatVector.fromArray(SPECIES, sums, 14 * LANES);
    FloatVector s15 = FloatVector.fromArray(SPECIES, sums, 15 * LANES);
    s0 = s0.blend(s1, UPPER_ONE).add(s1.blend(s0, UPPER_ONE).rearrange(SWAP_ONES));
    s2 = s2.blend(s3, UPPER_ONE).add(s3.blend(s2, UPPER_ONE).rearrange(SWAP_ONES));
    s4 = s4.blend(s5, UPPER_ONE).add(s5.blend(s4, UPPER_ONE).rearrange(SWAP_ONES));
    s6 = s6.blend(s7, UPPER_ONE).add(s7.blend(s6, UPPER_ONE).rearrange(SWAP_ONES));
    s8 = s8.blend(s9, UPPER_ONE).add(s9.blend(s8, UPPER_ONE).rearrange(SWAP_ONES));
    s10 = s10.blend(s11, UPPER_ONE).add(s11.blend(s10, UPPER_ONE).rearrange(SWAP_ONES));
    s12 = s12.blend(s13, UPPER_ONE).add(s13.blend(s12, UPPER_ONE).rearrange(SWAP_ONES));
    s14 = s14.blend(s15, UPPER_ONE).add(s15.blend(s14, UPPER_ONE).rearrange(SWAP_ONES));
    if (LANES == 2) {
      TYPE.cast(s0).intoArray(totals, 0);
      TYPE.cast(s2).intoArray(totals, 2);
      TYPE.cast(s4).intoArray(totals, 4);
      TYPE.cast(s6).intoArray(totals, 6);
      TYPE.cast(s8).intoArray(totals, 8);
      TYPE.cast(s10).intoArray(totals, 10);
      TYPE.cast(s12).intoArray(totals, 12);
      TYPE.cast(s14).intoArray(totals, 14);
      return;
    }
    s0 = s0.blend(s2, UPPER_TWO).add(s2.blend(s0, UPPER_TWO).rearrange(SWAP_TWOS));
    s4 = s4.blend(s6, UPPER_TWO).add(s6.blend(s4, UPPER_TWO).rearrange(SWAP_TWOS));
    s8 = s8.blend(s10, UPPER_TWO).add(s10.blend(s8, UPPER_TWO).rearrange(SWAP_TWOS));
    s12 = s12.blend(s14, UPPER_TWO).add(s14.blend(s12, UPPER_TWO).rearrange(SWAP_TWOS));
    if (LANES == 4) {
      TYPE.cast(s0).intoArray(totals, 0);
      TYPE.cast(s4).intoArray(totals, 4);
      TYPE.cast(s8).intoArray(totals, 8);
      TYPE.cast(s12).intoArray(totals, 12);
      return;
    }
    s0 = s0.blend(s4, UPPER_FOUR).add(s4.blend(s0, UPPER_FOUR).rearrange(SWAP_FOURS));
    s8 = s8.blend(s12, UPPER_FOUR).add(s12.blend(s8, UPPER_FOUR).rearrange(SWAP_FOURS));
    if (LANES == 8) {
      TYPE.cast(s0).intoArray(totals, 0);
      TYPE.cast(s8).intoArray(totals, 8);
      return;
    }
    s0 = s0.blend(s8, UPPER_EIGHT).add(s8.blend(s0, UPPER_EIGHT).rearrange(SWAP_EIGHTS));
    TYPE.cast(s0).intoArray(totals, 0);
  }
}
