package io.github.backpropbench.training;

import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.OptimizerKind;

/**
 * How a network is trained, whatever the backend.
 *
 * @param learningRate a finite number of at least 0
 */
public record TrainingSettings(
    GradientKind gradient, OptimizerKind optimizer, boolean bias, double learningRate) {

  public TrainingSettings {
    if (gradient.needsBias() && !bias) {
      throw new IllegalArgumentException(
          "the gradient '" + gradient.label() + "' is defined only with a bias");
    }
    if (!(learningRate >= 0.0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "the learning rate must be a finite number of at least 0, not " + learningRate);
    }
  }
}
