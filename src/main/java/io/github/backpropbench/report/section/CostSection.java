package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a bias, autograd and Adam cost, by batch and backend. */
public final class CostSection {
  /** What is asked for, in this order. */
  public static final List<Factor> COSTS = Factor.METHOD;

  private static final String TITLE = "cost of";

  private CostSection() {}

  /** Empty if no cells differ in one of these only. */
  static Optional<Section> of(RunAnalysis analysis) {
    List<Column> columns = List.of();
    List<Row> rows = new ArrayList<>();
    for (Factor factor : COSTS) {
      Table table = ContrastTable.of(analysis, factor, TITLE);
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
                new Table(TITLE, columns, rows, RunFolder.JMH_RESULT))));
  }
}
