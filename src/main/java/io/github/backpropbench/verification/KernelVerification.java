package io.github.backpropbench.verification;

import io.github.backpropbench.kernel.MachineLoops;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.RelativeError;

/** Checks the results of single kernel operations and of the loops that measure the machine. */
public final class KernelVerification {

  private KernelVerification() {}

  /**
   * Refuses an operation's result that differs from the float64 oracle's.
   *
   * @param operation the operation's name
   * @param terms the number of terms in the longest sum behind one element
   * @throws VerificationException if the result is off by more than rounding explains
   */
  public static void require(
      String operation, double[] actual, double[] expected, Precision precision, int terms) {
    VerificationException.require(
        operation,
        RelativeError.worst(actual, expected),
        RelativeError.tolerance(precision.unitRoundoff(), terms));
  }

  /**
   * Refuses sums that were not multiplied and added to as often as they should have been.
   *
   * @throws VerificationException if their mean is off by more than rounding explains
   */
  public static void multiplyAdd(MachineLoops loops, Precision precision) {
    int rounds = loops.rounds(precision);
    // Each sum s approaches ADDEND / (1 − FACTOR), its distance shrinking by FACTOR per round.
    double limit = MachineLoops.ADDEND / (1 - MachineLoops.FACTOR);
    double start = 2 + (MachineLoops.SUMS - 1) / 2.0; // the mean of the starting values
    double expected = limit + (start - limit) * Math.pow(MachineLoops.FACTOR, rounds);
    double error = Math.abs(loops.multiplyAdd(precision) - expected) / expected;
    // Each round and each addition of two sums rounds once.
    double tolerance = precision.unitRoundoff() * start * (rounds + 2.0 * MachineLoops.SUMS);
    VerificationException.require("multiplyAdd", error, tolerance);
  }

  /**
   * Refuses a triad that is not right to the last bit.
   *
   * @throws VerificationException if any element is not
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
