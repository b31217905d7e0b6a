package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.MethodLosses;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long each method of the original experiment takes to reach a loss. */
final class TimeToLossSection {
  /** By what shares of the first loss it is to fall. */
  private static final double[] REDUCTIONS = {0.001, 0.01, 0.05};

  private TimeToLossSection() {}

  /** Empty if nothing was trained. */
  static Optional<Section> of(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    List<MethodLosses> methods =
        MethodLosses.among(run.results().losses()).stream()
            .filter(method -> !method.losses().isEmpty())
            .toList();
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    List<Column> columns =
        new ArrayList<>(
            List.of(Column.key("loss down by"), Column.figure("loss"), Column.figure("steps")));
    columns.addAll(BackendColumns.of(run, analysis.grid().rows()));
    List<Row> rows = new ArrayList<>();
    for (MethodLosses method : methods) {
      for (double reduction : REDUCTIONS) {
        rows.add(new Row(method.label(), 0, cells(run, method, reduction)));
      }
    }
    return Optional.of(
        new Section(
            "Time to reach a loss",
            List.of(
                new Paragraph(
                    "The number of steps until the loss is down by a share of the first loss, times"
                        + " the measured time of a training step with that network, batch and method."
                        + " %s means that these trainings do not reach the loss, or that the step was"
                            .formatted(Figures.NONE)
                        + " not measured."),
                new Table("method", columns, rows, RunFolder.LOSSES))));
  }

  private static List<List<String>> cells(MeasuredRun run, MethodLosses method, double reduction) {
    double target = (1 - reduction) * method.losses().get(0);
    Optional<Integer> steps = method.stepsTo(target);
    List<String> cells = new ArrayList<>();
    cells.add(Figures.percent(reduction));
    cells.add(Figures.loss(target));
    cells.add(steps.map(Object::toString).orElse(Figures.NONE));
    for (String backend : run.backends().names()) {
      Optional<Double> step = method.stepTime(run, backend).map(OperationTime::nanoseconds);
      cells.add(
          steps
              .flatMap(number -> step.map(time -> Figures.time(number * time)))
              .orElse(Figures.NONE));
    }
    return cells.stream().map(List::of).toList();
  }
}
