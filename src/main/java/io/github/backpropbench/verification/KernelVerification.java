package io.github.backpropbench.verification;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.RelativeError;

/** Holds the result of one kernel operation against the float64 oracle. */
public final class KernelVerification {

  private KernelVerification() {}

  /**
   * Refuses a wrong result.
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
}
