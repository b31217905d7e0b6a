package io.github.backpropbench.cli;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.DivergedException;
import io.github.backpropbench.training.ExperimentMethod;
import io.github.backpropbench.training.TrainingResult;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains one problem on one kernel.
 *
 * @param backend the kernel's backend by name
 */
record Trainer(MatrixKernel<?> kernel, String backend, Problem problem, int steps) {

  /** The four methods of the original experiment. */
  List<FinishedTraining> experiment(double learningRate) {
    List<FinishedTraining> trainings = new ArrayList<>();
    for (ExperimentMethod method : ExperimentMethod.values()) {
      trainings.add(train(method.title(), method.settings(learningRate), null));
    }
    return trainings;
  }

  /**
   * One training, with its settings as the title.
   *
   * @param order which rows each step takes, this training's own; null for all of them
   * @throws DivergedException if a value is no longer finite
   */
  FinishedTraining train(TrainingSettings settings, @Nullable RowOrder order) {
    return train(
        settings.gradient().label()
            + (settings.bias() ? ", bias, " : ", no bias, ")
            + settings.optimizer().kind().label(),
        settings,
        order);
  }

  private FinishedTraining train(
      String title, TrainingSettings settings, @Nullable RowOrder order) {
    return new FinishedTraining(
        title,
        backend,
        kernel.precision(),
        problem.shape(),
        problem.rows(),
        order,
        settings,
        train(kernel, settings, order));
  }

  private <M> TrainingResult train(
      MatrixKernel<M> kernel, TrainingSettings settings, @Nullable RowOrder order) {
    return TrainingResult.of(new TrainingStep<>(kernel, problem, settings, order), steps);
  }
}
