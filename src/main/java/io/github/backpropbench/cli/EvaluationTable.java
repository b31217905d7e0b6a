package io.github.backpropbench.cli;

import io.github.backpropbench.data.DataSplit;
import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The losses and accuracies of a training on a data set, with a row for each epoch. */
final class EvaluationTable {
  private EvaluationTable() {}

  /** The lines below the heading of a training. */
  static String format(FinishedTraining training, RowOrder order, DataEvaluations evaluations) {
    DataSplit rows = evaluations.data().rows();
    boolean classes = rows.test().isClassification();
    String explanation =
        "Data %s, split %d: evaluated on %d validation and %d test rows. Losses are means per row;"
                .formatted(
                    evaluations.data().name(),
                    evaluations.data().split(),
                    rows.validation().rows(),
                    rows.test().rows())
            + " that of the training is of each minibatch before its update.";
    List<Row> table = new ArrayList<>();
    for (DataEvaluations.Entry entry : evaluations.ofEpochs(order)) {
      double loss =
          DataEvaluations.trainingLoss(
              training.result().losses(),
              entry.step(),
              training.rows(),
              order,
              training.settings().loss());
      List<String> cells =
          new ArrayList<>(
              List.of(
                  epochs(entry.step(), order),
                  Integer.toString(entry.step()),
                  LossTable.number(loss)));
      Stream.of(entry.validation(), entry.test()).forEach(part -> add(cells, part, classes));
      table.add(Row.of(cells));
    }
    return String.join("\n", Terminal.lines(explanation))
        + "\n\n"
        + String.join("\n", Terminal.lines(columns(classes), table))
        + "\n";
  }

  private static List<Column> columns(boolean classes) {
    List<Column> columns = new ArrayList<>(List.of(Column.key("epoch")));
    Stream.of("step", "training loss").map(Column::figure).forEach(columns::add);
    for (String part : List.of("validation", "test")) {
      columns.add(Column.figure(part + " loss"));
      if (classes) {
        columns.add(Column.figure(part + " accuracy"));
      }
    }
    return columns;
  }

  private static void add(List<String> cells, Evaluation part, boolean classes) {
    cells.add(LossTable.number(part.loss()));
    if (classes) {
      cells.add(percent(part.accuracy()));
    }
  }

  /** The epochs so far; the last may not be whole. */
  private static String epochs(int step, RowOrder order) {
    return step % order.minibatches() == 0
        ? Integer.toString(step / order.minibatches())
        : String.format(Locale.ROOT, "%.2f", (double) step / order.minibatches());
  }

  static String percent(double accuracy) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * accuracy);
  }
}
