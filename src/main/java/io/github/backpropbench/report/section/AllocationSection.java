package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.SecondaryMetrics;
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

/** The bytes allocated per warm training step, by method and backend. */
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
    columns.addAll(BackendColumns.of(run, analysis.grid(BenchmarkKind.TRAINING_STEP).rows()));
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
                        ("Bytes allocated per warm training step, from JMH's GC profiler: the range"
                                + " over shapes, precisions and batches. 0 means less than %s, since"
                                + " no object is that small, or less than %s for all steps of an"
                                + " iteration together, which may be JMH's and the JVM's own.")
                            .formatted(
                                Figures.bytes(Allocation.SMALLEST_OBJECT),
                                Figures.bytes(SecondaryMetrics.OWN_BYTES))),
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
    return Phrases.range(Allocation.text(bytes.getMin()), Allocation.text(bytes.getMax()));
  }
}
