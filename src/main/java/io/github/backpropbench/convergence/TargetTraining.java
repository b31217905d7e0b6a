package io.github.backpropbench.convergence;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Trains one network to a task's target, from the weights and in the order of one seed after the
 * other. Buffers are allocated once, and the weights of a seed when they are first used.
 */
public final class TargetTraining {
  private final TargetTask task;
  private final TrainingSettings settings;
  private final int batch;
  private final Training step;
  private final Evaluator evaluator;
  private final Map<Integer, List<Layer<double[]>>> starts = new HashMap<>();

  /**
   * @param batch rows per step, at most those of the training
   */
  public TargetTraining(
      TrainingBackend backend, TargetTask task, TrainingSettings settings, int batch) {
    this.task = task;
    this.settings = settings;
    this.batch = batch;
    Problem problem = task.problem(1);
    RowOrder order = RowOrder.shuffled(problem.rows(), batch, 1);
    step = backend.start(problem, settings, order);
    evaluator = new Evaluator(step, task.rows().test(), settings.loss());
  }

  /**
   * A finished training.
   *
   * @param steps that it took, until the target was reached or until it was given up
   * @param evaluationNanoseconds how much of its time the evaluations took
   */
  public record Outcome(int steps, boolean isReached, long evaluationNanoseconds) {}

  /** Trains until the target is reached, or the epochs are over, or the loss is not finite. */
  public Outcome train(int seed) {
    return train(seed, task.mostSteps(batch), evaluation -> {});
  }

  /** Takes the steps of an epoch and evaluates, so that all memory is allocated. */
  public void prepare() {
    step.restartFrom(start(1), 1);
    for (int i = 0; i < task.stepsPerEpoch(batch); i++) {
      step.run();
    }
    evaluator.evaluate(0);
  }

  /**
   * As {@link #train(int)}.
   *
   * @param most the number of steps after which the training is given up
   * @param listener gets each evaluation, in order
   */
  Outcome train(int seed, int most, Consumer<Evaluation> listener) {
    step.restartFrom(start(seed), seed);
    int interval = task.evaluationInterval(batch);
    long nanoseconds = 0;
    int steps = 0;
    while (steps + interval <= most) {
      for (int i = 0; i < interval; i++) {
        step.run();
      }
      steps += interval;
      long before = System.nanoTime();
      Evaluation evaluation = evaluator.evaluate(steps);
      nanoseconds += System.nanoTime() - before;
      listener.accept(evaluation);
      if (task.target().isReachedBy(evaluation.loss(), evaluation.accuracy())) {
        return new Outcome(steps, true, nanoseconds);
      }
      if (!Double.isFinite(evaluation.loss())) {
        return new Outcome(steps, false, nanoseconds);
      }
    }
    return new Outcome(steps, false, nanoseconds);
  }

  private List<Layer<double[]>> start(int seed) {
    return starts.computeIfAbsent(
        seed,
        s ->
            Problem.startingWeights(task.shape(), s).stream()
                .map(layer -> settings.bias() ? layer : layer.withoutBias())
                .toList());
  }

  /** With hand-written gradients, which are exact, as all but the original notebook's are. */
  static TrainingSettings settings(LossKind loss, OptimizerSettings optimizer, boolean bias) {
    return new TrainingSettings(GradientKind.MANUAL, loss, optimizer, bias);
  }
}
