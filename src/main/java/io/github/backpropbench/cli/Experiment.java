package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.training.ExperimentMethod;
import io.github.backpropbench.training.TrainingLoop;
import io.github.backpropbench.training.TrainingResult;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The original experiment: one problem, trained by four methods. */
final class Experiment {
  /** Of data and starting weights, the same in every run, so that runs show the same losses. */
  static final long SEED = 42;

  private Experiment() {}

  /** The loss curves on each of the backends, in the original's precision. */
  static List<LossCurve> curves(Backends backends, List<String> names) {
    Problem problem = Problem.random(ExperimentMethod.SHAPE, ExperimentMethod.BATCH, SEED);
    List<LossCurve> curves = new ArrayList<>();
    for (String name : names) {
      for (ExperimentMethod method : ExperimentMethod.values()) {
        TrainingSettings settings = method.settings(ExperimentMethod.LEARNING_RATE);
        TrainingResult result =
            train(backends.kernel(name, Precision.F32), problem, settings, ExperimentMethod.STEPS);
        curves.add(curve(method.title(), name, Precision.F32, settings, result));
      }
    }
    return curves;
  }

  /** Trains from the problem's starting weights. */
  static <M> TrainingResult train(
      MatrixKernel<M> kernel, Problem problem, TrainingSettings settings, int steps) {
    return TrainingLoop.run(new TrainingStep<>(kernel, problem, settings), steps);
  }

  /** A training's losses with what they are the losses of. */
  static LossCurve curve(
      String title,
      String backend,
      Precision precision,
      TrainingSettings settings,
      TrainingResult result) {
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
