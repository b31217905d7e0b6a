package io.github.backpropbench.cli;

import io.github.backpropbench.comparison.Gate;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.report.ComparisonReport;
import io.github.backpropbench.report.comparison.ComparisonJson;
import java.util.function.Function;

/** The formats that {@code compare} prints, each the same in every locale. */
enum ComparisonFormat implements Labelled {
  TEXT(gate -> ComparisonReport.ofGate(gate).text()),
  JSON(ComparisonJson::of),
  MARKDOWN(gate -> ComparisonReport.ofGate(gate).markdown());

  private final Function<Gate, String> writer;

  ComparisonFormat(Function<Gate, String> writer) {
    this.writer = writer;
  }

  String format(Gate gate) {
    return writer.apply(gate);
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
