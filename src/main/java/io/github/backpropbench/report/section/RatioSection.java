package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.results.Factor;
import java.util.List;
import java.util.Optional;

/** The backends' times as multiples of the baseline's. */
final class RatioSection {
  private RatioSection() {}

  /** Empty if there are not two backends to compare. */
  static Optional<Section> of(RunAnalysis analysis) {
    Backends backends = analysis.run().backends();
    if (backends.names().size() < 2 || analysis.comparisons().of(Factor.BACKEND).isEmpty()) {
      return Optional.empty();
    }
    String baseline = backends.baseline();
    BackendTable table =
        BackendTable.of(
                analysis.run(),
                "shape, precision, method",
                (row, cell) ->
                    row.cell(baseline)
                        .flatMap(
                            reference -> analysis.comparisons().of(Factor.BACKEND, cell, reference))
                        .map(contrast -> List.of(Cells.ratio(contrast))))
            .over(backends.names().subList(1, backends.names().size()));
    return Optional.of(
        new Section(
            "Backends against " + backends.label(baseline),
            List.of(
                new Paragraph(
                    "Time of a %s as a multiple of that with %s: below 1 is faster. %s"
                        .formatted(
                            Words.of(analysis.main()),
                            backends.label(baseline),
                            Cells.ratioNote(analysis))),
                table.of(analysis.run(), analysis.grid()))));
  }
}
