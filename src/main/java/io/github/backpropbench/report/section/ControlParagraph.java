package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The machine's noise floor, and the time of a step that computes nothing. */
final class ControlParagraph {
  private static final int NAME_LENGTH = 16;

  private ControlParagraph() {}

  /** Empty if neither was measured. */
  static Optional<Paragraph> of(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    List<String> sentences = new ArrayList<>();
    run.noiseFloor()
        .ifPresent(
            floor ->
                sentences.add(
                    ("A cell that was measured against itself differed by up to %s with its"
                            + " interval: no comparison of two cells counts a smaller difference"
                            + " as one. Means over many cells, such as the typical costs, are"
                            + " known better.")
                        .formatted(Figures.percent(floor.relative()))));
    List<String> floors =
        run.cells(BenchmarkKind.HARNESS_FLOOR).stream()
            .flatMap(
                cell ->
                    run.time(cell).stream()
                        .map(
                            time ->
                                "%s (%s)"
                                    .formatted(
                                        Figures.time(time.nanoseconds()),
                                        ForeignText.of(cell.value(Factor.GRADIENT), NAME_LENGTH))))
            .toList();
    if (!floors.isEmpty()) {
      sentences.add(
          "A training step that computes nothing takes " + String.join(", ", floors) + ".");
    }
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(new Paragraph(String.join(" ", sentences)));
  }
}
