package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;

import io.github.backpropbench.kernel.MachineLoops;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The loop whose speed only the multiply-add units bound. */
final class MultiplyAddF32 {
  private MultiplyAddF32() {}

  /** One thread's part of {@link MachineLoops#multiplyAdd}. */
  static double mean(int rounds) {
    FloatVector factor = FloatVector.broadcast(SPECIES, (float) MachineLoops.FACTOR);
    FloatVector addend = FloatVector.broadcast(SPECIES, (float) MachineLoops.ADDEND);
    FloatVector s0 = FloatVector.broadcast(SPECIES, 2);
    FloatVector s1 = FloatVector.broadcast(SPECIES, 3);
    FloatVector s2 = FloatVector.broadcast(SPECIES, 4);
    FloatVector s3 = FloatVector.broadcast(SPECIES, 5);
    FloatVector s4 = FloatVector.broadcast(SPECIES, 6);
    FloatVector s5 = FloatVector.broadcast(SPECIES, 7);
    FloatVector s6 = FloatVector.broadcast(SPECIES, 8);
    FloatVector s7 = FloatVector.broadcast(SPECIES, 9);
    FloatVector s8 = FloatVector.broadcast(SPECIES, 10);
    FloatVector s9 = FloatVector.broadcast(SPECIES, 11);
    FloatVector s10 = FloatVector.broadcast(SPECIES, 12);
    FloatVector s11 = FloatVector.broadcast(SPECIES, 13);
    for (int round = 0; round < rounds; round++) {
      s0 = s0.fma(factor, addend);
      s1 = s1.fma(factor, addend);
      s2 = s2.fma(factor, addend);
      s3 = s3.fma(factor, addend);
      s4 = s4.fma(factor, addend);
      s5 = s5.fma(factor, addend);
      s6 = s6.fma(factor, addend);
      s7 = s7.fma(factor, addend);
      s8 = s8.fma(factor, addend);
      s9 = s9.fma(factor, addend);
      s10 = s10.fma(factor, addend);
      s11 = s11.fma(factor, addend);
    }
    FloatVector sum =
        s0.add(s1)
            .add(s2.add(s3))
            .add(s4.add(s5).add(s6.add(s7)))
            .add(s8.add(s9).add(s10.add(s11)));
    return sum.reduceLanes(VectorOperators.ADD) / (double) (MachineLoops.SUMS * LANES);
  }
}
