package io.github.backpropbench.cli;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import java.util.List;

/**
 * How a network did on the validation and test rows of a data set while it was trained: at regular
 * steps, at the end of each epoch, and at the end of the training.
 */
record DataEvaluations(TrainedData data, List<Entry> entries) {

  /** The network after a number of steps. */
  record Entry(int step, Evaluation validation, Evaluation test) {}

  /** The evaluations at the end of an epoch, and that at the end of the training. */
  List<Entry> ofEpochs(RowOrder order) {
    int last = entries.get(entries.size() - 1).step();
    return entries.stream()
        .filter(entry -> entry.step() % order.minibatches() == 0 || entry.step() == last)
        .toList();
  }

  /**
   * The mean loss per training row of the epoch that ends with some step, or of the part of it that
   * was trained: of each minibatch before its update.
   *
   * @param losses of all steps
   */
  static double trainingLoss(double[] losses, int end, int rows, RowOrder order, LossKind loss) {
    int epoch = order.minibatches();
    double sum = 0.0;
    int counted = 0;
    for (int step = (end - 1) / epoch * epoch; step < end; step++) {
      int first = step % epoch * order.minibatch();
      int count = Math.min(order.minibatch(), rows - first);
      sum += loss == LossKind.SQUARED_ERROR ? losses[step] : losses[step] * count;
      counted += count;
    }
    return sum / counted;
  }
}
