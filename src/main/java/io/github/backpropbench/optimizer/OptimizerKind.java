package io.github.backpropbench.optimizer;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Parameters;

/** The optimizers, by the names that flags and reports use. */
public enum OptimizerKind implements Labelled {
  SGD,
  ADAM;

  /** Builds the optimizer over the given matrices. */
  public <M> Optimizer create(
      MatrixKernel<M> kernel,
      Parameters<M> parameters,
      Parameters<M> gradients,
      double learningRate) {
    return switch (this) {
      case SGD -> new Sgd<>(kernel, parameters, gradients, learningRate);
      case ADAM -> new Adam<>(kernel, parameters, gradients, learningRate);
    };
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static OptimizerKind parse(String label) {
    return Labelled.parse(OptimizerKind.class, "optimizer", label);
  }
}
