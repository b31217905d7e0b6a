package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.Training;
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

/** How long the original experiment's methods take to a loss. */
final class TimeToLossSection {
  /** The reductions of the first loss that are aimed at. */
  private static final double[] REDUCTIONS = {0.001, 0.01, 0.05};

  private TimeToLossSection() {}

  /** Empty if nothing was trained. */
  static Optional<Section> of(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    List<Training> trainings =
        Training.among(run.results().losses()).stream()
            .filter(training -> !training.losses().isEmpty())
            .toList();
    if (trainings.isEmpty()) {
      return Optional.empty();
    }
    List<String> backends = run.backends().names();
    List<Column> columns =
        new ArrayList<>(
            List.of(Column.key("loss less by"), Column.figure("loss"), Column.figure("steps")));
    backends.forEach(backend -> columns.add(Column.figure(run.backends().label(backend))));
    List<Row> rows = new ArrayList<>();
    for (Training training : trainings) {
      for (double reduction : REDUCTIONS) {
        rows.add(new Row(training.label(), 0, cells(run, training, reduction)));
      }
    }
    return Optional.of(
        new Section(
            "Time to reach a loss",
            List.of(
                new Paragraph(
                    "The steps until the first loss has become less by a share, times the time that"
                        + " a training step of that network, batch and method was measured to take. %s"
                            .formatted(Figures.NONE)
                        + " stands where the loss is not reached in these trainings, or the step was"
                        + " not measured."),
                new Table("method", columns, rows, RunFolder.LOSSES))));
  }

  private static List<List<String>> cells(MeasuredRun run, Training training, double reduction) {
    double target = (1 - reduction) * training.losses().get(0);
    Optional<Integer> steps = training.stepsTo(target);
    List<String> cells = new ArrayList<>();
    cells.add(Figures.percent(reduction));
    cells.add(Figures.loss(target));
    cells.add(steps.map(Object::toString).orElse(Figures.NONE));
    for (String backend : run.backends().names()) {
      Optional<Double> step = training.step(run, backend).map(OperationTime::nanoseconds);
      cells.add(
          steps
              .flatMap(number -> step.map(time -> Figures.time(number * time)))
              .orElse(Figures.NONE));
    }
    return cells.stream().map(List::of).toList();
  }
}
