package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.ContrastKind;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Column;
import io.github.backpropbench.report.document.Paragraph;
import io.github.backpropbench.report.document.Row;
import io.github.backpropbench.report.document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a bias, autograd and Adam cost, by batch and backend. */
public final class CostSection {
  /** What is asked for, in this order. */
  public static final List<ContrastKind> COSTS =
      List.of(ContrastKind.BIAS, ContrastKind.GRADIENT, ContrastKind.OPTIMIZER);

  private CostSection() {}

  /** Empty if no cells differ in one of these only. */
  public static Optional<Section> of(RunAnalysis analysis) {
    List<Column> columns = List.of();
    List<Row> rows = new ArrayList<>();
    for (ContrastKind kind : COSTS) {
      Table table = table(analysis, kind);
      columns = table.columns();
      rows.addAll(table.rows());
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "What bias, autograd and Adam cost",
            List.of(
                new Paragraph(
                    "Time of a %s with a bias as a multiple of that without, with autograd of that"
                            .formatted(Words.of(analysis.main()))
                        + " with manual gradients, with Adam of that with SGD: 1.10 is 10 % more. "
                        + Cells.ratioNote(analysis)),
                new Table("cost of", columns, rows, RunFolder.JMH_RESULT))));
  }

  private static Table table(RunAnalysis analysis, ContrastKind kind) {
    Map<CellKey, JudgedContrast> byCell = new HashMap<>();
    analysis.comparisons().of(kind).forEach(one -> byCell.put(one.contrast().cell(), one));
    Grid grid = analysis.gridOf(byCell.keySet());
    return BackendTable.of(
            analysis.run(),
            "cost of",
            (row, cell) ->
                Optional.ofNullable(byCell.get(cell)).map(one -> List.of(Cells.ratio(one))))
        .labelled(row -> label(kind, row))
        .of(analysis.run(), grid);
  }

  private static String label(ContrastKind kind, GridRow row) {
    return Words.cause(kind, row.group().value(kind.factor()))
        + ": "
        + row.group().without(kind.factor()).label();
  }
}
