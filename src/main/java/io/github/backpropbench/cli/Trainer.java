package io.github.backpropbench.cli;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.DivergedException;
import io.github.backpropbench.training.ExperimentMethod;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingResult;
import io.github.backpropbench.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains one problem on one backend.
 *
 * @param name the backend's
 */
record Trainer(TrainingBackend backend, String name, Problem problem, int steps) {

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
    return train(title(settings), settings, order);
  }

  /**
   * One training on a data set, which is evaluated on the way.
   *
   * @param order as for {@link #train(TrainingSettings, RowOrder)}
   * @throws DivergedException if a value is no longer finite
   */
  FinishedTraining train(
      TrainingSettings settings, RowOrder order, TrainedData data, TrainingProgress progress) {
    Training step = backend.start(problem, settings, order);
    DataEvaluator evaluator =
        new DataEvaluator(step, data.rows(), settings.loss(), order.minibatches(), steps);
    TrainingResult result =
        TrainingResult.of(
            step,
            steps,
            taken -> {
              evaluator.stepped(taken).ifPresent(progress::evaluated);
              progress.stepped(taken);
            });
    return finished(
        title(settings), settings, order, result, new DataEvaluations(data, evaluator.entries()));
  }

  private FinishedTraining train(
      String title, TrainingSettings settings, @Nullable RowOrder order) {
    Training step = backend.start(problem, settings, order);
    return finished(title, settings, order, TrainingResult.of(step, steps), null);
  }

  private FinishedTraining finished(
      String title,
      TrainingSettings settings,
      @Nullable RowOrder order,
      TrainingResult result,
      @Nullable DataEvaluations evaluations) {
    return new FinishedTraining(
        title,
        name,
        backend.precision(),
        problem.shape(),
        problem.rows(),
        order,
        settings,
        result,
        evaluations);
  }

  private static String title(TrainingSettings settings) {
    return settings.gradient().label()
        + (settings.bias() ? ", bias, " : ", no bias, ")
        + settings.optimizer().kind().label();
  }
}
