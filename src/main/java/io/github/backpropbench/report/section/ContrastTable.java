package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ratios of one kind of contrast, by row of the main benchmark and backend. */
final class ContrastTable {
  private ContrastTable() {}

  /**
   * A table without rows if nothing was measured with and without.
   *
   * @param title of the column that names the rows
   */
  static Table of(RunAnalysis analysis, Factor factor, String title) {
    Map<CellKey, JudgedContrast> byCell = new HashMap<>();
    analysis.comparisons().of(factor).forEach(one -> byCell.put(one.contrast().cell(), one));
    Grid grid = analysis.gridOf(byCell.keySet());
    return BackendTable.of(
            analysis.run(),
            title,
            (row, cell) ->
                Optional.ofNullable(byCell.get(cell)).map(one -> List.of(Cells.ratio(one))))
        .labelled(row -> label(factor, row))
        .of(analysis.run(), grid);
  }

  private static String label(Factor factor, GridRow row) {
    return factor.words(row.group().value(factor)) + ": " + row.group().without(factor).label();
  }
}
