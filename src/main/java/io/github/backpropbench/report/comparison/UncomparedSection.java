package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.Uncompared;
import io.github.backpropbench.report.analysis.CellNames;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What could not be compared, and why. */
final class UncomparedSection {
  private static final int REASON_LENGTH = 300;

  private final List<Row> rows = new ArrayList<>();
  private final CellNames names;

  private UncomparedSection(CellNames names) {
    this.names = names;
  }

  /** All that one comparison left out; empty if it left out nothing. */
  static Optional<Section> of(Comparison comparison) {
    Uncompared uncompared = comparison.uncompared();
    UncomparedSection section = new UncomparedSection(ComparedCells.names(comparison));
    section.addReasons("", uncompared);
    uncompared.onlyBaseline().forEach(cell -> section.add("only in the baseline", 2, cell, ""));
    uncompared.onlyCandidate().forEach(cell -> section.add("only in the candidate", 2, cell, ""));
    return section.section(CellTable.SOURCE);
  }

  /**
   * The cells of several runs that could not be compared with the baseline's; empty if there are
   * none. A cell that some runs lack is not among them, as the tables show its times.
   */
  static Optional<Section> of(ComparedRuns runs) {
    UncomparedSection section = new UncomparedSection(ComparedCells.names(runs));
    for (ComparedRun run : runs.candidates()) {
      run.comparison().ifPresent(one -> section.addReasons(run.label() + ": ", one.uncompared()));
    }
    return section.section(RunFolder.JOURNAL);
  }

  private void addReasons(String prefix, Uncompared uncompared) {
    uncompared.broken().forEach((cell, reason) -> add(prefix + "fails", 0, cell, reason));
    uncompared.refused().forEach((cell, reason) -> add(prefix + "refused", 1, cell, reason));
  }

  private void add(String group, int rank, CellKey cell, String reason) {
    rows.add(
        new Row(
            group,
            rank,
            List.of(List.of(names.of(cell)), List.of(ForeignText.of(reason, REASON_LENGTH)))));
  }

  private Optional<Section> section(String source) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    boolean reasons = rows.stream().anyMatch(row -> !row.cells().get(1).get(0).isEmpty());
    List<Column> columns = List.of(Column.words("cell"), Column.words(reasons ? "reason" : ""));
    return Optional.of(
        new Section("Not compared", List.<Block>of(new Table("why", columns, rows, source))));
  }
}
