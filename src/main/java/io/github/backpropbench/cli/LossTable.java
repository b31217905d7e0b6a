package io.github.backpropbench.cli;

import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Losses at five steps, with a column for each training. */
final class LossTable {
  private static final int ROWS = 5;

  private LossTable() {}

  /** Formats trainings of one problem that have the same number of steps. */
  static String format(List<FinishedTraining> trainings) {
    List<Column> columns = new ArrayList<>(List.of(Column.key("step")));
    trainings.forEach(training -> columns.add(Column.figure(training.title())));
    int steps = trainings.get(0).result().losses().length;
    List<Row> table = new ArrayList<>();
    for (int step : rows(steps)) {
      List<String> cells = new ArrayList<>(List.of(Integer.toString(step)));
      trainings.forEach(training -> cells.add(number(training.result().losses()[step])));
      table.add(Row.of(cells));
    }
    return heading(trainings.get(0), steps)
        + "\nThe loss of each step is the one before its update.\n\n"
        + String.join("\n", Terminal.lines(columns, table))
        + "\n";
  }

  private static String heading(FinishedTraining training, int steps) {
    TrainingSettings settings = training.settings();
    return String.format(
        Locale.ROOT,
        "Shape %s, batch %d, %d steps at learning rate %s, on %s in %s.",
        training.shape(),
        training.batch(),
        steps,
        shortest(settings.optimizer().learningRate()),
        training.backend(),
        training.precision().label());
  }

  /**
   * The last step of each fifth: 99, 199, 299, 399 and 499 of 500; all steps of fewer than five.
   */
  private static int[] rows(int steps) {
    int rows = Math.min(ROWS, steps);
    return IntStream.rangeClosed(1, rows)
        .map(i -> Math.toIntExact((long) i * steps / rows) - 1)
        .toArray();
  }

  /** As people write it: {@code 1e-6}, not {@code 1.0E-6}. */
  private static String shortest(double number) {
    return Double.toString(number).replace(".0E", "E").replace('E', 'e');
  }

  private static String number(double loss) {
    return String.format(Locale.ROOT, "%.6g", loss);
  }
}
