package io.github.backpropbench.verification;

import java.util.Locale;

/** A backend whose results differ from the oracle's; it must not be timed. */
public final class VerificationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VerificationException(String what, double error, double tolerance) {
    super(
        String.format(
            Locale.ROOT,
            "wrong result: %s is off by %.1e relative to the float64 oracle, where rounding explains"
                + " at most %.1e",
            what,
            error,
            tolerance));
  }

  /**
   * @param mistake what is wrong, in a sentence without a full stop
   */
  public VerificationException(String mistake) {
    super("wrong result: " + mistake);
  }

  /** Refuses an error above the tolerance. A NaN is above any. */
  static void require(String what, double error, double tolerance) {
    if (!(error <= tolerance)) {
      throw new VerificationException(what, error, tolerance);
    }
  }
}
