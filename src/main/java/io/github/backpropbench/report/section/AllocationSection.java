package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.Allocation;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bytes that a warm training step allocates, by method and backend. */
final class AllocationSection {
  private AllocationSection() {}

  /** Empty if no cell was measured with JMH's GC profiler. */
  static Optional<Section> of(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    Map<Group, List<GridRow>> byMethod = new TreeMap<>();
    for (GridRow row : analysis.grid(BenchmarkKind.TRAINING_STEP).rows()) {
      byMethod
          .computeIfAbsent(
              row.group().without(Factor.SHAPE, Factor.PRECISION), method -> new ArrayList<>())
          .add(row);
    }
    List<Column> columns = new ArrayList<>(List.of(Column.words("method")));
    run.backends().names().forEach(name -> columns.add(Column.figure(run.backends().label(name))));
    List<Row> rows = new ArrayList<>();
    boolean known = false;
    for (Map.Entry<Group, List<GridRow>> method : byMethod.entrySet()) {
      List<String> cells = new ArrayList<>(List.of(method.getKey().label()));
      for (String backend : run.backends().names()) {
        DoubleSummaryStatistics bytes = bytes(run, method.getValue(), backend);
        known |= bytes.getCount() > 0;
        cells.add(range(bytes));
      }
      rows.add(Row.of(cells));
    }
    return known
        ? Optional.of(
            new Section(
                "Allocation",
                List.of(
                    new Paragraph(
                        "Bytes that a warm training step allocates, by JMH's GC profiler; from the"
                            + " least to the most over shapes, precisions and batches. 0 stands"
                            + " below %s, since no object is that small, and where all steps of an"
                                .formatted(Figures.bytes(Allocation.SMALLEST_OBJECT))
                            + " iteration allocate less than %s together: JMH and the JVM need as"
                                .formatted(Figures.bytes(Allocation.OWN_BYTES))
                            + " much for themselves."),
                    new Table("", columns, rows, RunFolder.JMH_RESULT))))
        : Optional.empty();
  }

  private static DoubleSummaryStatistics bytes(
      MeasuredRun run, Collection<GridRow> rows, String backend) {
    return rows.stream()
        .flatMap(row -> row.cell(backend).stream())
        .flatMap(cell -> Allocation.of(run, cell).stream())
        .mapToDouble(Allocation::bytes)
        .summaryStatistics();
  }

  private static String range(DoubleSummaryStatistics bytes) {
    if (bytes.getCount() == 0) {
      return Figures.NONE;
    }
    String least = Allocation.text(bytes.getMin());
    String most = Allocation.text(bytes.getMax());
    return least.equals(most) ? least : least + "–" + most;
  }
}
