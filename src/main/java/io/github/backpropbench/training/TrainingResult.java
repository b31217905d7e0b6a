package io.github.backpropbench.training;

import io.github.backpropbench.problem.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A finished training.
 *
 * @param losses one per step, each before that step's update
 * @param parameters after the last update, row-major
 */
public record TrainingResult(double[] losses, List<Layer<double[]>> parameters) {

  public TrainingResult {
    parameters = List.copyOf(parameters);
  }

  /**
   * Trains from the step's current state.
   *
   * @param steps how many steps to take, at least 1
   * @throws DivergedException if a loss, or a parameter after the last step, is not finite
   */
  public static TrainingResult of(Training step, int steps) {
    return of(step, steps, taken -> {});
  }

  /**
   * As {@link #of(Training, int)}.
   *
   * @param listener is told after each step how many were taken
   */
  public static TrainingResult of(Training step, int steps, IntConsumer listener) {
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      losses[i] = step.runForLoss();
      if (!Double.isFinite(losses[i])) {
        throw new DivergedException(i, "the loss");
      }
      listener.accept(i + 1);
    }
    List<Layer<double[]>> parameters = step.layers();
    if (!parameters.stream()
        .flatMap(Layer::all)
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite)) {
      throw new DivergedException(steps - 1, "a parameter");
    }
    return new TrainingResult(losses, parameters);
  }
}
