package io.github.backpropbench.convergence;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.training.TrainingBackend;
import java.util.ArrayList;
import java.util.List;

/**
 * The trainings of a task in float64 on plain arrays. Every backend, gradient and precision takes
 * the same steps, so these say how many they are; the tests compare them with PyTorch's.
 */
public final class ReferenceTrainings {
  private final TargetTask task;
  private final TrainingBackend backend;

  public ReferenceTrainings(TargetTask task) {
    this.task = task;
    backend =
        TrainingBackend.of(
            BackendRegistry.load().kernels(Factor.BACKEND.baseline()), Precision.F64, 1);
  }

  /** The protocol's learning rate of a method at a batch size; searched for if it has none. */
  public double learningRate(OptimizerKind optimizer, boolean bias, int batch) {
    return Protocol.current()
        .learningRate(task.data(), task.shape(), task.loss(), optimizer, bias, batch)
        .orElseGet(() -> new RateSearch(backend, task).find(optimizer, bias, batch));
  }

  /**
   * The trainings of a method at a batch size.
   *
   * @param seeds their number; the seeds are counted from 1
   */
  public List<EvaluationCurve> train(
      OptimizerKind optimizer, double learningRate, boolean bias, int batch, int seeds) {
    TargetTraining training =
        new TargetTraining(
            backend,
            task,
            TargetTraining.settings(
                task.loss(), new OptimizerSettings(optimizer, learningRate), bias),
            batch);
    List<EvaluationCurve> curves = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      List<Evaluation> evaluations = new ArrayList<>();
      training.train(seed, task.mostSteps(batch), evaluations::add);
      curves.add(
          new EvaluationCurve(
              task.data(),
              Long.toString(task.split()),
              task.shape().toString(),
              task.loss().label(),
              task.target().label(),
              task.epochs(),
              task.rows().training().rows(),
              optimizer.label(),
              bias,
              batch,
              learningRate,
              seed,
              evaluations));
    }
    return curves;
  }
}
