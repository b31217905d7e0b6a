package io.github.backpropbench.cli;

/** The program's exit statuses. */
final class ExitStatus {
  static final int DONE = 0;

  /** The answer is no: a failed verification, a failed cell, a regression. */
  static final int NO = 1;

  /** Wrong usage, or input that cannot be used. */
  static final int USAGE = 2;

  /** A training diverged. */
  static final int DIVERGED = 3;

  private ExitStatus() {}
}
