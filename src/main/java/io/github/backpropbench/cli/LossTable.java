package io.github.backpropbench.cli;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Losses at five steps, with a column for each training; for a training on a data set, losses and
 * accuracies of each epoch.
 */
final class LossTable {
  private static final int ROWS = 5;

  private LossTable() {}

  /** Formats trainings of one problem that have the same number of steps. */
  static String format(List<FinishedTraining> trainings) {
    FinishedTraining first = trainings.get(0);
    int steps = first.result().losses().length;
    if (first.evaluations() != null && first.order() != null) {
      return String.join("\n", Terminal.lines(heading(first, steps)))
          + "\n"
          + EvaluationTable.format(first, first.order(), first.evaluations());
    }
    List<Column> columns = new ArrayList<>(List.of(Column.key("step")));
    trainings.forEach(training -> columns.add(Column.figure(training.title())));
    List<Row> table = new ArrayList<>();
    for (int step : rows(steps)) {
      List<String> cells = new ArrayList<>(List.of(Integer.toString(step)));
      trainings.forEach(training -> cells.add(number(training.result().losses()[step])));
      table.add(Row.of(cells));
    }
    return String.join("\n", Terminal.lines(heading(first, steps)))
        + (first.order() == null
            ? "\nThe loss of each step is the one before its update.\n\n"
            : "\nThe loss of each step is that of its minibatch, before its update.\n\n")
        + String.join("\n", Terminal.lines(columns, table))
        + "\n";
  }

  /** Names the loss and the optimizer's constants where they are not those of the experiment. */
  private static String heading(FinishedTraining training, int steps) {
    TrainingSettings settings = training.settings();
    LossKind loss = settings.loss();
    return String.format(
        Locale.ROOT,
        "Shape %s, %s%s, %s at %s, on %s in %s.",
        training.shape(),
        loss == LossKind.SQUARED_ERROR ? "" : loss.label() + ", ",
        rows(training.rows(), training.order()),
        steps == 1 ? "1 step" : steps + " steps",
        constants(settings.optimizer()),
        training.backend(),
        training.precision().label());
  }

  private static String rows(int rows, @Nullable RowOrder order) {
    return order == null
        ? "batch " + rows
        : "%d rows in %sminibatches of %d"
            .formatted(rows, order.isShuffled() ? "shuffled " : "", order.minibatch());
  }

  private static String constants(OptimizerSettings optimizer) {
    String learningRate = "learning rate " + shortest(optimizer.learningRate());
    return switch (optimizer.kind()) {
      case SGD, ADAM -> learningRate;
      case MOMENTUM -> learningRate + " and momentum " + shortest(optimizer.momentum());
      case ADAMW -> learningRate + " and weight decay " + shortest(optimizer.weightDecay());
    };
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
  static String shortest(double number) {
    return Double.toString(number).replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
  }

  static String number(double loss) {
    return String.format(Locale.ROOT, "%.6g", loss);
  }
}
