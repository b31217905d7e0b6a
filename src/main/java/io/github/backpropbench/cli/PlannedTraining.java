package io.github.backpropbench.cli;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainingSettings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is to be trained, and how.
 *
 * @param problem the training rows and the starting weights
 * @param order which rows each step takes; null for all of them
 * @param data where the rows are from; null if they are a problem's
 */
record PlannedTraining(
    Problem problem,
    TrainingSettings settings,
    @Nullable RowOrder order,
    int steps,
    @Nullable TrainedData data) {
  private static final int MOST_EXPORTED_ROWS = 10_000_000;

  /** The rows of all steps are in memory before they are written. */
  void requireExportable() {
    if (order != null && (long) steps * order.minibatch() > MOST_EXPORTED_ROWS) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "--export-problem would list %d rows of %d steps; it lists at most %d, so give fewer"
                  + " %s",
              (long) steps * order.minibatch(),
              steps,
              MOST_EXPORTED_ROWS,
              data == null ? "--steps" : "--steps or --epochs"));
    }
  }
}
