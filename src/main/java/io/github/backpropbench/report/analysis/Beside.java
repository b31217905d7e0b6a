package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.statistics.Verdict;

/**
 * A backend of another role beside the fastest library of a row: a yardstick, which says what that
 * library could still gain, or an engine.
 *
 * @param speed how many times as fast as the library with the shortest mean time it is
 * @param isDifferent whether the difference is shown
 */
public record Beside(String backend, double speed, Lead lead, boolean isDifferent) {
  /** Whether it is faster than the library. */
  public enum Lead {
    SHOWN,
    PROBABLE,
    /** Too few rounds for a verdict; its mean time is shorter. */
    UNSURE,
    NONE
  }

  public boolean isAhead() {
    return lead != Lead.NONE;
  }

  /**
   * A backend as it was judged.
   *
   * @param against its time as a multiple of the library's
   */
  static Beside of(String backend, JudgedContrast against) {
    double speed = 1 / against.ratio().value();
    return new Beside(backend, speed, lead(against, speed), against.verdict().isDifference());
  }

  private static Lead lead(JudgedContrast against, double speed) {
    if (against.verdict() == Verdict.FASTER) {
      return Lead.SHOWN;
    }
    if (!(speed > 1)) {
      return Lead.NONE;
    }
    if (against.isProbable()) {
      return Lead.PROBABLE;
    }
    return against.verdict() == Verdict.CANNOT_TELL ? Lead.UNSURE : Lead.NONE;
  }
}
