package io.github.backpropbench.optimizer;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.network.Parameters;

/** Plain gradient descent: {@code p −= learningRate · g}. */
public final class Sgd<M> implements Optimizer {
  private final MatrixKernel<M> kernel;
  private final M[] parameters;
  private final M[] gradients;
  private final double learningRate;

  public Sgd(
      MatrixKernel<M> kernel,
      Parameters<M> parameters,
      Parameters<M> gradients,
      double learningRate) {
    this.kernel = kernel;
    this.parameters = Matrices.array(parameters.all());
    this.gradients = Matrices.array(gradients.all());
    this.learningRate = learningRate;
  }

  @Override
  public void step() {
    for (int i = 0; i < parameters.length; i++) {
      kernel.addScaled(-learningRate, gradients[i], parameters[i]);
    }
  }

  @Override
  public void reset() {
    // Gradient descent has no state.
  }
}
