package io.github.backpropbench.report.section;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cells that could not be measured, by reason. */
final class FailureSection {
  private static final int REASON_LENGTH = 200;

  private FailureSection() {}

  /** Empty if no fork failed. */
  static Optional<Section> of(MeasuredRun run) {
    List<Measurement> failures = run.failures();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<Measurement>> byReason =
        failures.stream()
            .collect(
                groupingBy(
                    fork -> ForeignText.of(fork.failure(), REASON_LENGTH),
                    LinkedHashMap::new,
                    toList()));
    List<Row> rows =
        byReason.entrySet().stream()
            .map(reason -> row(run, reason.getKey(), reason.getValue()))
            .toList();
    return Optional.of(
        new Section(
            "Failed cells",
            List.of(
                new Paragraph(
                    (run.isFile() ? "" : "A cell with wrong results is never timed. ")
                        + "A failed cell is missing from the tables, or has fewer forks there."),
                new Table(
                    "",
                    List.of(Column.words("cells"), Column.figure("forks"), Column.words("reason")),
                    rows,
                    RunFolder.JOURNAL))));
  }

  private static Row row(MeasuredRun run, String reason, List<Measurement> forks) {
    List<CellKey> cells = forks.stream().map(Measurement::cell).distinct().sorted().toList();
    String first = run.names().of(cells.get(0));
    String label = cells.size() == 1 ? first : "%s and %s more".formatted(first, cells.size() - 1);
    return Row.of(List.of(label, Integer.toString(forks.size()), reason));
  }
}
