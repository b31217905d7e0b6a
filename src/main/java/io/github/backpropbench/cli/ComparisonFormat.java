package io.github.backpropbench.cli;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.report.ComparisonReport;
import io.github.backpropbench.report.comparison.ComparisonJson;
import java.util.function.Function;

/** The formats that {@code compare} prints, each the same in every locale. */
enum ComparisonFormat implements Labelled {
  TEXT(comparison -> ComparisonReport.ofGate(comparison).text()),
  JSON(ComparisonJson::of),
  MARKDOWN(comparison -> ComparisonReport.ofGate(comparison).markdown());

  private final Function<Comparison, String> writer;

  ComparisonFormat(Function<Comparison, String> writer) {
    this.writer = writer;
  }

  String format(Comparison comparison) {
    return writer.apply(comparison);
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  static ComparisonFormat parse(String label) {
    return Labelled.parse(ComparisonFormat.class, "format", label);
  }
}
