package io.github.backpropbench.cli;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.training.TrainingResult;
import io.github.backpropbench.training.TrainingSettings;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A finished training, with what was trained and how.
 *
 * @param title the method's name in tables
 * @param rows of the data
 * @param order which rows each step took; null if it took all of them
 * @param evaluations on the rows that a data set keeps apart for it; null without a data set
 */
record FinishedTraining(
    String title,
    String backend,
    Precision precision,
    NetworkShape shape,
    int rows,
    @Nullable RowOrder order,
    TrainingSettings settings,
    TrainingResult result,
    @Nullable DataEvaluations evaluations) {

  /** Its losses, in the form that is stored in files. */
  LossCurve curve() {
    return new LossCurve(
        title,
        backend,
        precision.label(),
        settings.gradient().label(),
        settings.optimizer().kind().label(),
        settings.bias(),
        Arrays.stream(result.losses()).boxed().toList());
  }
}
