package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.Score;
import java.util.List;
import java.util.Optional;

/** The scores of benchmarks that the suite does not know, as they are. */
final class OtherSection {
  private static final int LABEL_LENGTH = 160;
  private static final int UNIT_LENGTH = 12;

  private OtherSection() {}

  /** Empty if there are none. */
  static Optional<Section> of(MeasuredRun run) {
    List<Row> rows = run.foreign().stream().map(cell -> row(cell, run.forksOf(cell))).toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Other benchmarks",
                List.of(
                    new Paragraph("Scores as measured, with JMH's 99.9 % error."),
                    new Table(
                        "",
                        List.of(
                            Column.words("benchmark"),
                            Column.words("mode"),
                            Column.figure("score"),
                            Column.figure("error"),
                            Column.words("unit")),
                        rows,
                        RunFolder.JMH_RESULT))));
  }

  private static Row row(CellKey cell, List<Measurement> forks) {
    Measurement first = forks.get(0);
    List<Double> scores =
        forks.stream()
            .filter(fork -> fork.unit().equals(first.unit()))
            .flatMap(fork -> fork.scores().stream())
            .toList();
    Score score = Score.mean(scores);
    return Row.of(
        List.of(
            ForeignText.of(cell.label(), LABEL_LENGTH),
            ForeignText.of(first.mode(), UNIT_LENGTH),
            Figures.number(score.value()),
            Figures.number(score.error()),
            ForeignText.of(first.unit(), UNIT_LENGTH)));
  }
}
