package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.statistics.Verdict;

/**
 * A yardstick beside the fastest library of a row: what that library could still gain.
 *
 * @param speed how many times as fast as the library with the shortest mean time it is
 */
public record Yardstick(String backend, double speed, Lead lead) {
  /** Whether a yardstick is faster than the library. */
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
   * A yardstick as it was judged.
   *
   * @param against its time as a multiple of the library's
   */
  static Yardstick of(String backend, JudgedContrast against) {
    double speed = 1 / against.ratio().value();
    return new Yardstick(backend, speed, lead(against, speed));
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
