package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.results.Factor;
import java.util.List;
import java.util.Optional;

/** What several threads bring, by batch and backend. */
final class ThreadSection {
  private ThreadSection() {}

  /** Empty if no cells differ in the number of threads only. */
  static Optional<Section> of(RunAnalysis analysis) {
    Table table = ContrastTable.of(analysis, Factor.THREADS, "on several threads");
    if (table.rows().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "What more threads bring",
            List.of(
                new Paragraph(
                    "Time of a %s on several threads as a multiple of that on one: 0.50 is twice"
                            .formatted(Words.of(analysis.main()))
                        + " as fast. Each backend divides its work in its own way, and leaves to"
                        + " one thread what it takes for too little. "
                        + Cells.ratioNote(analysis)),
                table)));
  }
}
