package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.GroupMean;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The geometric mean of each benchmark. */
final class GroupTable {
  private static final int NAME_LENGTH = 50;

  private GroupTable() {}

  /** Empty if no benchmark has two cells with intervals. */
  static Optional<Section> of(Comparison comparison) {
    List<GroupMean> groups =
        comparison.groups().stream().filter(group -> group.cells() > 1).toList();
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    boolean shifted = comparison.runs().shift() != 0;
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("benchmark"));
    columns.add(Column.words("mode"));
    columns.add(Column.figure("cells"));
    columns.add(Column.figure("new/old (95 %)"));
    if (shifted) {
      columns.add(Column.figure("judged (95 %)"));
    }
    List<Row> rows = groups.stream().map(group -> row(group, shifted)).toList();
    return Optional.of(
        new Section("Geometric means", List.of(new Table("", columns, rows, CellTable.SOURCE))));
  }

  private static Row row(GroupMean group, boolean shifted) {
    List<String> cells = new ArrayList<>();
    CellKey benchmark = new CellKey(group.benchmark(), Map.of());
    cells.add(ForeignText.of(benchmark.shortBenchmark(), NAME_LENGTH));
    cells.add(group.mode());
    cells.add(Integer.toString(group.cells()));
    cells.add(Shares.interval(group.ratio()));
    if (shifted) {
      cells.add(Shares.interval(group.judged()));
    }
    return Row.of(cells);
  }
}
