package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A table of a grid: one row per level, one column per backend.
 *
 * @param groups the heading of the rows' groups; empty for the grid's own
 * @param label the name of a row's group
 * @param backends the columns
 * @param lines the lines in the place of a cell; empty if it has no result
 * @param matters the rows that a short table can least do without
 */
record BackendTable(
    String groups,
    Function<GridRow, String> label,
    List<String> backends,
    BiFunction<GridRow, CellKey, Optional<List<String>>> lines,
    Predicate<GridRow> matters) {
  /** For all backends, with a group for each shape, precision and method. */
  static BackendTable of(
      MeasuredRun run, BiFunction<GridRow, CellKey, Optional<List<String>>> lines) {
    return new BackendTable(
        "", row -> row.group().label(), run.backends().names(), lines, GridRow::principal);
  }

  BackendTable grouped(String heading, Function<GridRow, String> name) {
    return new BackendTable(heading, name, backends, lines, matters);
  }

  BackendTable over(List<String> otherBackends) {
    return new BackendTable(groups, label, otherBackends, lines, matters);
  }

  BackendTable ranked(Predicate<GridRow> principal) {
    return new BackendTable(groups, label, backends, lines, principal);
  }

  Table of(MeasuredRun run, Grid grid) {
    List<Column> columns = new ArrayList<>(List.of(Column.key(grid.rowFactor().label())));
    columns.addAll(BackendColumns.of(run, backends, grid.rows()));
    List<Row> rows = new ArrayList<>();
    for (GridRow row : grid.rows()) {
      List<List<String>> cells = new ArrayList<>();
      cells.add(List.of(run.names().value(grid.rowFactor().label(), row.level())));
      for (String backend : backends) {
        cells.add(row.cell(backend).map(cell -> lines(run, row, cell)).orElse(List.of()));
      }
      rows.add(new Row(label.apply(row), matters.test(row) ? 0 : 1, cells));
    }
    return new Table(
        groups.isEmpty() ? grid.groups() : groups, columns, rows, RunFolder.JMH_RESULT);
  }

  private List<String> lines(MeasuredRun run, GridRow row, CellKey cell) {
    return lines
        .apply(row, cell)
        .orElseGet(() -> List.of(run.hasFailed(cell) ? "failed" : Figures.NONE));
  }
}
