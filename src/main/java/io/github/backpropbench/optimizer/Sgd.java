package io.github.backpropbench.optimizer;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Parameters;
import java.util.List;

/** Plain gradient descent: {@code p −= learningRate · g}. */
public final class Sgd<M> implements Optimizer {
  private final MatrixKernel<M> kernel;
  private final List<M> parameters;
  private final List<M> gradients;
  private final double learningRate;

  public Sgd(
      MatrixKernel<M> kernel,
      Parameters<M> parameters,
      Parameters<M> gradients,
      double learningRate) {
    this.kernel = kernel;
    this.parameters = parameters.all();
    this.gradients = gradients.all();
    this.learningRate = learningRate;
  }

  @Override
  public void step() {
    for (int i = 0; i < parameters.size(); i++) {
      kernel.addScaled(-learningRate, gradients.get(i), parameters.get(i));
    }
  }

  @Override
  public void reset() {
    // Gradient descent remembers nothing.
  }
}
