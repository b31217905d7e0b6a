package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Uncompared;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What could not be compared, and why. */
final class UncomparedSection {
  private static final int LABEL_LENGTH = 200;
  private static final int REASON_LENGTH = 300;

  private UncomparedSection() {}

  /** Empty if there is nothing of the kind. */
  static Optional<Section> of(Uncompared uncompared) {
    List<Row> rows = new ArrayList<>();
    uncompared.broken().forEach((cell, reason) -> rows.add(row("fails now", 0, cell, reason)));
    uncompared.refused().forEach((cell, reason) -> rows.add(row("refused", 1, cell, reason)));
    uncompared.onlyOld().forEach(cell -> rows.add(row("only in the old results", 2, cell, "")));
    uncompared.onlyNew().forEach(cell -> rows.add(row("only in the new results", 2, cell, "")));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    boolean reasons = rows.stream().anyMatch(row -> !row.cells().get(1).get(0).isEmpty());
    List<Column> columns = List.of(Column.words("cell"), Column.words(reasons ? "reason" : ""));
    return Optional.of(
        new Section("Not compared", List.of(new Table("why", columns, rows, CellTable.SOURCE))));
  }

  private static Row row(String group, int rank, CellKey cell, String reason) {
    return new Row(
        group,
        rank,
        List.of(
            List.of(ForeignText.of(cell.label(), LABEL_LENGTH)),
            List.of(ForeignText.of(reason, REASON_LENGTH))));
  }
}
