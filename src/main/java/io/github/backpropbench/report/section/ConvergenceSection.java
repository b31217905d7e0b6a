package io.github.backpropbench.report.section;

import io.github.backpropbench.benchmark.ConvergenceBenchmark;
import io.github.backpropbench.benchmark.FinalLossProfiler;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trainings of the original experiment from the seeded weights: their time and final loss. */
final class ConvergenceSection {
  private ConvergenceSection() {}

  /** Empty if none was measured. */
  static Optional<Section> of(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    Grid grid = analysis.grid(BenchmarkKind.CONVERGENCE).where(ConvergenceSection::isExperiment);
    if (grid.isEmpty()) {
      return Optional.empty();
    }
    Table times =
        BackendTable.of(
                run, (row, cell) -> run.time(cell).map(Phrases::timeWithError).map(List::of))
            .of(run, grid);
    return Optional.of(
        new Section(
            "Complete trainings",
            List.of(
                new Paragraph(
                    "Time to train for %s steps from the seeded weights, ± half its 95 %% interval, and"
                            .formatted(ConvergenceBenchmark.STEPS)
                        + " the final loss: the range if the backends differ."
                        + (grid.says(Factor.FEED)
                            ? " With minibatches, that is the loss of the last one."
                            : "")),
                withFinalLoss(run, grid, times))));
  }

  private static boolean isExperiment(GridRow row) {
    return row.byBackend().values().stream().noneMatch(CellKey::trainsToTarget);
  }

  private static Table withFinalLoss(MeasuredRun run, Grid grid, Table times) {
    List<Column> columns = new ArrayList<>(times.columns());
    columns.add(Column.figure("final loss"));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < grid.rows().size(); i++) {
      Row row = times.rows().get(i);
      List<List<String>> cells = new ArrayList<>(row.cells());
      cells.add(List.of(finalLoss(run, grid.rows().get(i))));
      rows.add(new Row(row.group(), row.rank(), cells));
    }
    return new Table(times.groups(), columns, rows, times.source());
  }

  private static String finalLoss(MeasuredRun run, GridRow row) {
    List<Double> losses =
        row.byBackend().values().stream()
            .flatMap(cell -> run.secondary(cell, FinalLossProfiler.METRIC).stream())
            .mapToDouble(Score::value)
            .sorted()
            .boxed()
            .toList();
    if (losses.isEmpty()) {
      return Figures.NONE;
    }
    return Phrases.range(Figures.loss(losses.get(0)), Figures.loss(losses.get(losses.size() - 1)));
  }
}
