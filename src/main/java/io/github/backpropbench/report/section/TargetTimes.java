package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.MeasuredTask;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.TimeToTarget;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.StepsToTarget;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A table of the steps of each method and batch size to a target, and each backend's time. */
final class TargetTimes {
  static final String NOT_REACHED = "not reached";

  private final RunAnalysis analysis;
  private final MeasuredRun run;
  private final MeasuredTask task;
  private final Function<Group, String> name;

  private TargetTimes(RunAnalysis analysis, MeasuredTask task, Function<Group, String> name) {
    this.analysis = analysis;
    this.run = analysis.run();
    this.task = task;
    this.name = name;
  }

  /**
   * The table of a task.
   *
   * @param name of a method's rows
   */
  static Table of(RunAnalysis analysis, MeasuredTask task, Function<Group, String> name) {
    return new TargetTimes(analysis, task, name).table();
  }

  private Table table() {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.key("batch"),
                Column.figure("rate"),
                Column.figure("reached"),
                Column.figure("steps")));
    List<String> backends = run.backends().names();
    columns.addAll(BackendColumns.of(run, task.grid().rows()));
    List<Row> rows = new ArrayList<>();
    for (GridRow row : task.grid().rows()) {
      List<List<String>> cells = new ArrayList<>(training(row));
      backends.forEach(backend -> cells.add(time(row, backend)));
      rows.add(new Row(name.apply(row.group()), rank(analysis, row), cells));
    }
    return new Table("method", columns, rows, RunFolder.CELLS);
  }

  /** Where training steps are the main thing, no row of a task is needed more than others. */
  static int rank(RunAnalysis analysis, GridRow row) {
    return row.principal() && analysis.isToTarget() ? 0 : 1;
  }

  /** What is the same for all backends: batch, learning rate, seeds that reached it, and steps. */
  private List<List<String>> training(GridRow row) {
    CellKey any = row.byBackend().values().iterator().next();
    Optional<StepsToTarget> training = task.training(any);
    return List.of(
        List.of(LeaderPhrases.level(row)),
        List.of(training.map(one -> TargetWords.rate(one.curves().get(0))).orElse(Figures.NONE)),
        List.of(
            training.map(one -> one.reached() + " of " + one.curves().size()).orElse(Figures.NONE)),
        training.map(TargetTimes::steps).orElseGet(() -> List.of(measuredSteps(any))));
  }

  /** The expected number, and the range over the seeds that reached the target. */
  private static List<String> steps(StepsToTarget training) {
    if (training.reached() == 0) {
      return List.of(Figures.NONE);
    }
    IntSummaryStatistics range =
        training.curves().stream()
            .filter(EvaluationCurve::isReached)
            .mapToInt(curve -> curve.last().step())
            .summaryStatistics();
    String expected = TargetWords.steps(training.expected());
    return training.curves().size() == 1
        ? List.of(expected)
        : List.of(
            expected,
            "("
                + Phrases.range(Integer.toString(range.getMin()), Integer.toString(range.getMax()))
                + ")");
  }

  /** What the forks say, where there are no reference trainings. */
  private String measuredSteps(CellKey cell) {
    return TimeToTarget.of(run, cell)
        .map(known -> TargetWords.steps(known.steps()))
        .orElse(Figures.NONE);
  }

  private List<String> time(GridRow row, String backend) {
    Optional<CellKey> cell = row.cell(backend);
    if (isReachedByNone(row)) {
      return List.of(NOT_REACHED);
    }
    Leaders leaders = analysis.leaders(row);
    boolean fastest = leaders.isDecided() && leaders.backends().get(0).equals(backend);
    Optional<List<String>> time =
        cell.flatMap(run::time)
            .map(
                known ->
                    List.of(
                        (fastest ? TrainingStepSection.FASTEST : "")
                            + Figures.time(known.nanoseconds()),
                        known.errorText()));
    boolean failed = cell.filter(run::hasFailed).isPresent();
    return time.orElse(List.of(failed ? "failed" : Figures.NONE));
  }

  /** Whether no seed reaches the target; all backends train alike. */
  private boolean isReachedByNone(GridRow row) {
    return row.byBackend().values().stream().allMatch(task::isNotReached);
  }
}
