package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.MeasuredTask;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.TimeToTarget;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tables of how fast each backend trains at each batch size, and at which one it is first to reach
 * the target.
 */
final class TargetBatches {
  /** Marks a batch size that may have the shortest time by chance. */
  static final String UNSURE = "(unsure)";

  private final RunAnalysis analysis;
  private final MeasuredRun run;
  private final MeasuredTask task;
  private final Grid grid;

  TargetBatches(RunAnalysis analysis, MeasuredTask task) {
    this.analysis = analysis;
    this.run = analysis.run();
    this.task = task;
    grid =
        Grid.of(task.cells().stream().filter(c -> run.time(c).isPresent()).toList(), Factor.BATCH);
  }

  boolean isEmpty() {
    return grid.isEmpty();
  }

  /** Whether there is a choice. */
  boolean areSeveral() {
    return grid.rows().stream().map(GridRow::level).distinct().count() > 1;
  }

  /** The samples per second, the share of the evaluation, and the time by the shortest. */
  Table speeds() {
    return BackendTable.of(
            run, (row, cell) -> TimeToTarget.of(run, cell).map(time -> lines(row, cell, time)))
        .grouped("method", row -> task.method(row.group()))
        .of(run, grid);
  }

  private List<String> lines(GridRow row, CellKey cell, TimeToTarget time) {
    List<String> lines = new ArrayList<>();
    lines.add(Figures.rate(time.samplesPerSecond()));
    lines.add(Figures.percent(time.evaluationShare()) + " evaluation");
    CellKey shortest = alike(row, cell.backend()).get(0);
    if (cell.equals(shortest)) {
      lines.add(alike(row, cell.backend()).size() > 1 ? "shortest" : "");
    } else {
      against(cell, shortest).map(ContrastSections::ratio).ifPresent(lines::addAll);
    }
    lines.removeIf(String::isEmpty);
    return lines;
  }

  /** The batch size with the shortest time of each method and backend, and its rivals. */
  Table shortest() {
    List<Column> columns = new ArrayList<>(List.of(Column.words("method")));
    List<String> backends = run.backends().names();
    backends.forEach(backend -> columns.add(Column.figure(run.backends().heading(backend))));
    List<Row> rows = new ArrayList<>();
    grid.rows().stream()
        .map(GridRow::group)
        .distinct()
        .forEach(
            group -> {
              GridRow any =
                  grid.rows().stream()
                      .filter(r -> r.group().equals(group))
                      .findFirst()
                      .orElseThrow();
              List<List<String>> cells = new ArrayList<>(List.of(List.of(task.method(group))));
              backends.forEach(backend -> cells.add(shortest(alike(any, backend))));
              rows.add(new Row("", any.principal() ? 0 : 1, cells));
            });
    return new Table("", columns, rows, RunFolder.CELLS);
  }

  private List<String> shortest(List<CellKey> byTime) {
    if (byTime.isEmpty()) {
      return List.of(Figures.NONE);
    }
    CellKey first = byTime.get(0);
    if (byTime.size() == 1) {
      return List.of(first.value(Factor.BATCH) + " only");
    }
    if (others(byTime).anyMatch(one -> one.verdict() == Verdict.CANNOT_TELL)) {
      return List.of(first.value(Factor.BATCH) + " " + UNSURE);
    }
    List<String> rivals = rivals(byTime);
    return rivals.isEmpty()
        ? List.of(first.value(Factor.BATCH))
        : List.of(first.value(Factor.BATCH), "or " + Phrases.or(rivals));
  }

  /** Whether a batch size may have the shortest time by chance, for too few rounds or seeds. */
  boolean isUnsure() {
    return analysis.comparisons().of(Factor.BATCH).stream()
        .filter(one -> task.cells().contains(one.contrast().cell()))
        .anyMatch(one -> one.verdict() == Verdict.CANNOT_TELL);
  }

  /** The batch sizes that are not shown to be slower than the first. */
  private List<String> rivals(List<CellKey> byTime) {
    return others(byTime)
        .filter(one -> one.verdict() != Verdict.SLOWER)
        .map(one -> one.contrast().cell().value(Factor.BATCH))
        .sorted(Factor.BATCH.order())
        .toList();
  }

  /** What was found about all but the first, compared with the first. */
  private Stream<JudgedContrast> others(List<CellKey> byTime) {
    return byTime.stream().skip(1).flatMap(cell -> against(cell, byTime.get(0)).stream());
  }

  private Optional<JudgedContrast> against(CellKey cell, CellKey shortest) {
    return analysis.comparisons().of(Factor.BATCH, cell, shortest);
  }

  /** The cells of a backend that differ in their batch only, from the shortest time. */
  private List<CellKey> alike(GridRow row, String backend) {
    return grid.rows().stream()
        .filter(other -> other.group().equals(row.group()))
        .flatMap(other -> other.cell(backend).stream())
        .sorted(
            Comparator.comparingDouble(
                cell -> run.time(cell).map(OperationTime::nanoseconds).orElse(Double.NaN)))
        .toList();
  }
}
