package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.report.ComparisonReport;

/** How {@code compare} prints. Each is the same in every locale. */
enum ComparisonFormat implements Labelled {
  TEXT {
    @Override
    String format(ComparisonReport report) {
      return report.text();
    }
  },
  JSON {
    @Override
    String format(ComparisonReport report) {
      return report.json();
    }
  },
  MARKDOWN {
    @Override
    String format(ComparisonReport report) {
      return report.markdown();
    }
  };

  abstract String format(ComparisonReport report);

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  static ComparisonFormat parse(String label) {
    return Labelled.parse(ComparisonFormat.class, "format", label);
  }
}
