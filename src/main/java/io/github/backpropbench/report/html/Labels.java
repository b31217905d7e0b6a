package io.github.backpropbench.report.html;

import io.github.backpropbench.report.format.ForeignText;

/** Names from result files, cut to a length that fits on a line. */
final class Labels {
  private static final int LENGTH = 32;

  private Labels() {}

  static String of(String name) {
    return ForeignText.of(name, LENGTH);
  }
}
