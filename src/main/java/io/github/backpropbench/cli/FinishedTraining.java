package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.training.TrainingResult;
import io.github.backpropbench.training.TrainingSettings;
import java.util.Arrays;

/**
 * A finished training with what it was a training of.
 *
 * @param title of the method, for tables
 */
record FinishedTraining(
    String title,
    String backend,
    Precision precision,
    NetworkShape shape,
    int batch,
    TrainingSettings settings,
    TrainingResult result) {

  /** Its losses, as files keep them. */
  LossCurve curve() {
    return new LossCurve(
        title,
        backend,
        precision.label(),
        settings.gradient().label(),
        settings.optimizer().label(),
        settings.bias(),
        Arrays.stream(result.losses()).boxed().toList());
  }
}
