package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.Uncompared;
import io.github.backpropbench.comparison.Gate;
import io.github.backpropbench.comparison.Gate.OfMetric;
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
  private static final int NAME_LENGTH = 40;

  private final List<Row> rows = new ArrayList<>();
  private final CellNames names;

  private UncomparedSection(CellNames names) {
    this.names = names;
  }

  /**
   * All that a gate left out; empty if it left out nothing. Nobody asked for a metric that is shown
   * for information, so what no cell of the two sides has in common is not missed.
   */
  static Optional<Section> of(Gate gate) {
    UncomparedSection section = new UncomparedSection(ComparedCells.names(gate.scores()));
    section.addAll("", gate.scores().uncompared());
    for (OfMetric metric : gate.metrics()) {
      Comparison comparison = metric.comparison();
      if (metric.counts() || !comparison.cells().isEmpty()) {
        UncomparedSection ofMetric = new UncomparedSection(ComparedCells.names(comparison));
        ofMetric.addAll(ForeignText.of(metric.name(), NAME_LENGTH) + ": ", comparison.uncompared());
        section.rows.addAll(ofMetric.rows);
      }
    }
    return section.section(CellTable.SOURCE);
  }

  private void addAll(String prefix, Uncompared uncompared) {
    addReasons(prefix, uncompared);
    uncompared.onlyBaseline().forEach(cell -> add(prefix + "only in the baseline", 2, cell, ""));
    uncompared.onlyCandidate().forEach(cell -> add(prefix + "only in the candidate", 2, cell, ""));
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
