package io.github.backpropbench.verification;

import io.github.backpropbench.kernel.MachineLoops;
import io.github.backpropbench.kernel.Precision;

/** Holds the machine's loops against what they should compute. */
public final class MachineVerification {
  private MachineVerification() {}

  /**
   * Refuses sums that were not multiplied and added to as often as they should.
   *
   * @throws VerificationException if the mean is off by more than rounding explains
   */
  public static void multiplyAdd(MachineLoops loops, Precision precision) {
    int rounds = loops.rounds(precision);
    // s moves towards the limit ADDEND / (1 − FACTOR), and its distance shrinks by FACTOR a round.
    double limit = MachineLoops.ADDEND / (1 - MachineLoops.FACTOR);
    double start = 2 + (MachineLoops.SUMS - 1) / 2.0; // the mean of the starts
    double expected = limit + (start - limit) * Math.pow(MachineLoops.FACTOR, rounds);
    double error = Math.abs(loops.multiplyAdd(precision) - expected) / expected;
    // Each round and each addition of two sums rounds once.
    double tolerance = precision.unitRoundoff() * start * (rounds + 2.0 * MachineLoops.SUMS);
    VerificationException.require("multiplyAdd", error, tolerance);
  }

  /**
   * Refuses a triad that is not right to the last bit.
   *
   * @throws VerificationException if an element is not
   */
  public static void triad(MachineLoops loops, double[] a, double[] b, double[] c) {
    loops.triad(a, b, c);
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      worst = Math.max(worst, Math.abs(a[i] - Math.fma(MachineLoops.FACTOR, c[i], b[i])));
    }
    VerificationException.require("triad", worst, 0);
  }
}
