package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.training.ExperimentMethod;
import java.util.List;

/** The original experiment: one problem, trained by four methods. */
final class Experiment {
  /** The seed of data and starting weights, which makes the losses of all runs the same. */
  static final long SEED = 42;

  private Experiment() {}

  /**
   * The loss curves on each of the backends that have kernels, in the original's precision,
   * float32.
   */
  static List<LossCurve> curves(LoadedBackends backends, List<String> names) {
    Problem problem = Problem.random(ExperimentMethod.SHAPE, ExperimentMethod.BATCH, SEED);
    return names.stream()
        .filter(name -> !backends.engines().contains(name)) // they have none of the four methods
        .map(
            name ->
                new Trainer(
                    backends.trainings(name, Precision.F32, 1),
                    name,
                    problem,
                    ExperimentMethod.STEPS))
        .flatMap(trainer -> trainer.experiment(ExperimentMethod.LEARNING_RATE).stream())
        .map(FinishedTraining::curve)
        .toList();
  }
}
