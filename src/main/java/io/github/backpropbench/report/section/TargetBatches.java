package io.github.backpropbench.report.section;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  private final Function<Group, String> name;
  private final Grid grid;

  /**
   * @param name of a method's rows
   */
  TargetBatches(RunAnalysis analysis, MeasuredTask task, Function<Group, String> name) {
    this.analysis = analysis;
    this.name = name;
    this.run = analysis.run();
    this.task = task;
    grid =
        Grid.of(task.cells().stream().filter(c -> run.time(c).isPresent()).toList(), Factor.BATCH);
  }

  /** The rows of each method that was measured at several batch sizes. */
  private List<List<GridRow>> byMethod() {
    return grid.rows().stream()
        .collect(groupingBy(GridRow::group, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .filter(rows -> rows.size() > 1)
        .toList();
  }

  /** The samples per second, the share of the evaluation, and the time by the shortest. */
  Table speeds() {
    return BackendTable.of(
            run, (row, cell) -> TimeToTarget.of(run, cell).map(time -> lines(row, cell, time)))
        .grouped("method", row -> name.apply(row.group()))
        .ranked(row -> TargetTimes.rank(analysis, row) == 0)
        .of(run, grid);
  }

  private List<String> lines(GridRow row, CellKey cell, TimeToTarget time) {
    List<String> lines = new ArrayList<>();
    lines.add(Figures.rate(time.samplesPerSecond()));
    if (Double.isFinite(time.evaluationShare())) {
      lines.add(Figures.percent(time.evaluationShare()) + " evaluation");
    }
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
    columns.addAll(BackendColumns.of(run, grid.rows()));
    List<Row> rows = new ArrayList<>();
    for (List<GridRow> method : byMethod()) {
      GridRow any = method.get(0);
      List<List<String>> cells = new ArrayList<>();
      cells.add(List.of(name.apply(any.group())));
      backends.forEach(backend -> cells.add(shortest(alike(any, backend))));
      rows.add(new Row("", TargetTimes.rank(analysis, any), cells));
    }
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
