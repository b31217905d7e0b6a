package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Column;
import io.github.backpropbench.report.document.Paragraph;
import io.github.backpropbench.report.document.Row;
import io.github.backpropbench.report.document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bytes that a warm training step allocates, by method and backend. */
public final class AllocationSection {
  private static final String METRIC = "gc.alloc.rate.norm";

  /** No object of a HotSpot JVM is smaller. */
  private static final double SMALLEST_OBJECT = 8;

  private AllocationSection() {}

  /** Empty if no cell was measured with JMH's GC profiler. */
  public static Optional<Section> of(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    Map<Group, List<GridRow>> byMethod = new TreeMap<>();
    for (GridRow row : analysis.grid(BenchmarkKind.TRAINING_STEP).rows()) {
      byMethod
          .computeIfAbsent(row.group().without("shape", "precision"), method -> new ArrayList<>())
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
                            + " least to the most over shapes, precisions and batches. Below %s"
                                .formatted(Figures.bytes(SMALLEST_OBJECT))
                            + " stands 0: no object is that small, so such a mean is what JMH and"
                            + " the JVM allocate now and then, spread over all steps."),
                    new Table("", columns, rows, RunFolder.JMH_RESULT))))
        : Optional.empty();
  }

  private static DoubleSummaryStatistics bytes(
      MeasuredRun run, Collection<GridRow> rows, String backend) {
    return rows.stream()
        .flatMap(row -> row.cell(backend).stream())
        .flatMapToDouble(cell -> run.secondary(cell, METRIC).stream())
        .summaryStatistics();
  }

  private static String range(DoubleSummaryStatistics bytes) {
    if (bytes.getCount() == 0) {
      return Figures.NONE;
    }
    String least = bytes(bytes.getMin());
    String most = bytes(bytes.getMax());
    return least.equals(most) ? least : least + "–" + most;
  }

  private static String bytes(double bytes) {
    return bytes < SMALLEST_OBJECT ? "0" : Figures.bytes(bytes);
  }
}
