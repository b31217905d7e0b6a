package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF64.LANES;
import static io.github.backpropbench.backend.vector.LanesF64.SPECIES;

import io.github.backpropbench.kernel.MachineLoops;
import jdk.incubator.vector.DoubleVector;

/** The loop that waits for memory only. */
final class TriadLoop {
  private TriadLoop() {}

  /** {@code a = b + FACTOR·c}, from a start to before an end, both of whole vectors. */
  static void run(double[] a, double[] b, double[] c, int start, int end) {
    DoubleVector factor = DoubleVector.broadcast(SPECIES, MachineLoops.FACTOR);
    for (int i = start; i < end; i += LANES) {
      DoubleVector.fromArray(SPECIES, c, i)
          .fma(factor, DoubleVector.fromArray(SPECIES, b, i))
          .intoArray(a, i);
    }
  }
}
