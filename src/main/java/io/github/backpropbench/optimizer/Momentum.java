package io.github.backpropbench.optimizer;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.problem.OptimizerSettings;

/**
 * Gradient descent with momentum, as in PyTorch's {@code torch.optim.SGD}: {@code v ← μ·v + g, p ←
 * p − learningRate·v}, with v = 0 before the first step.
 */
public final class Momentum<M> implements Optimizer {
  private final MatrixKernel<M> kernel;
  private final M[] parameters;
  private final M[] gradients;
  private final M[] velocities;
  private final M[] zeros;
  private final double momentum;
  private final double learningRate;

  /** Uses the settings' momentum and learning rate. */
  public Momentum(
      MatrixKernel<M> kernel,
      Parameters<M> parameters,
      Parameters<M> gradients,
      OptimizerSettings settings) {
    this.kernel = kernel;
    this.parameters = Matrices.array(parameters.all());
    this.gradients = Matrices.array(gradients.all());
    velocities = Matrices.array(Matrices.zerosLike(kernel, parameters.all()));
    zeros = Matrices.array(Matrices.zerosLike(kernel, parameters.all()));
    momentum = settings.momentum();
    learningRate = settings.learningRate();
  }

  @Override
  public void step() {
    for (int i = 0; i < parameters.length; i++) {
      kernel.momentumUpdate(momentum, learningRate, gradients[i], velocities[i], parameters[i]);
    }
  }

  @Override
  public void reset() {
    for (int i = 0; i < zeros.length; i++) {
      // Copied, not scaled by zero, which would keep a NaN.
      kernel.copy(zeros[i], velocities[i]);
    }
  }
}
