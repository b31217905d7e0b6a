package io.github.backpropbench.training;

import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.optimizer.Optimizer;
import io.github.backpropbench.problem.Problem;
import java.util.List;

/**
 * One network in training on one batch: forward, backward, update, on buffers that are allocated
 * once.
 */
public final class TrainingStep<M> {
  private final MatrixKernel<M> kernel;
  private final Parameters<M> parameters;
  private final List<M> current;
  private final List<M> starting;
  private final Gradient<M> gradient;
  private final Optimizer optimizer;

  /**
   * @throws IllegalArgumentException if the settings want a bias and the problem has none
   */
  public TrainingStep(MatrixKernel<M> kernel, Problem problem, TrainingSettings settings) {
    this.kernel = kernel;
    parameters = Parameters.startingFrom(kernel, problem, settings.bias());
    current = parameters.all();
    starting = Parameters.startingFrom(kernel, problem, settings.bias()).all();
    Parameters<M> gradients = Parameters.allocate(kernel, problem.shape(), settings.bias());
    Batch<M> batch = Batch.of(kernel, problem);
    gradient = Gradient.of(settings.gradient(), kernel, batch, parameters, gradients);
    optimizer =
        Optimizer.of(settings.optimizer(), kernel, parameters, gradients, settings.learningRate());
  }

  /** Takes one step and returns the loss before the update. */
  public double run() {
    double loss = gradient.forward();
    gradient.backward();
    optimizer.step();
    return loss;
  }

  /** Goes back to the starting weights and an optimizer that has seen nothing. */
  public void restart() {
    for (int i = 0; i < starting.size(); i++) {
      kernel.copy(starting.get(i), current.get(i));
    }
    optimizer.reset();
  }

  public MatrixKernel<M> kernel() {
    return kernel;
  }

  public Parameters<M> parameters() {
    return parameters;
  }

  public Gradient<M> gradient() {
    return gradient;
  }
}
