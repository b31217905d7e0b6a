package io.github.backpropbench.training;

import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;

/** How a network is trained, whatever the backend. */
public record TrainingSettings(
    GradientKind gradient, LossKind loss, OptimizerSettings optimizer, boolean bias) {

  public TrainingSettings {
    if (gradient.needsBias() && !bias) {
      throw new IllegalArgumentException(
          "the gradient '" + gradient.label() + "' is defined only with a bias");
    }
    if (gradient == GradientKind.NOTEBOOK && loss != LossKind.SQUARED_ERROR) {
      throw new IllegalArgumentException(
          "the gradient '"
              + gradient.label()
              + "' is defined only for the loss squared-error, not for "
              + loss.label());
    }
  }

  /** With the squared error and the optimizer's usual constants. */
  public TrainingSettings(
      GradientKind gradient, OptimizerKind optimizer, boolean bias, double learningRate) {
    this(gradient, LossKind.SQUARED_ERROR, new OptimizerSettings(optimizer, learningRate), bias);
  }

  /** What an engine is asked that trains a network so. */
  public EngineTask task(NetworkShape shape, Precision precision, int batch, int threads) {
    return new EngineTask(shape, loss, optimizer, bias, precision, batch, threads);
  }
}
