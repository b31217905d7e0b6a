package io.github.backpropbench.training;

import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.optimizer.Optimizer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;

/**
 * One network in training on one batch: forward, backward, update, on buffers that are allocated
 * once.
 */
public final class TrainingStep<M> {
  private final MatrixKernel<M> kernel;
  private final Parameters<M> parameters;
  private final M[] current;
  private final M[] starting;
  private final Gradient<M> gradient;
  private final Optimizer optimizer;

  /**
   * @throws IllegalArgumentException if the problem has no bias and the settings ask for one, or if
   *     the gradient is not defined for the problem's shape
   */
  public TrainingStep(MatrixKernel<M> kernel, Problem problem, TrainingSettings settings) {
    this.kernel = kernel;
    parameters = Parameters.startingFrom(kernel, problem, settings.bias());
    current = Matrices.array(parameters.all());
    starting = Matrices.array(Parameters.startingFrom(kernel, problem, settings.bias()).all());
    Parameters<M> gradients = Parameters.allocate(kernel, problem.shape(), settings.bias());
    Batch<M> batch = Batch.of(kernel, problem);
    gradient = Gradient.of(settings.gradient(), kernel, batch, parameters, gradients);
    optimizer =
        Optimizer.of(settings.optimizer(), kernel, parameters, gradients, settings.learningRate());
  }

  /**
   * The floating-point operations that a step cannot do without: the multiplications and additions
   * of its products. With a batch of N samples, a layer of I inputs and O outputs needs
   *
   * <pre>
   *   forward   a·W     2·N·I·O
   *   backward  aᵀ·dh   2·N·I·O
   *             dh·Wᵀ   2·N·I·O, but not in the first layer
   * </pre>
   *
   * <p>Bias, ReLU, loss and update are a few operations per element of a matrix and are not
   * counted: at 784-128-10 with 64 samples they are less than a hundredth, at 3-2-1 a third.
   */
  public static double operations(NetworkShape shape, double batch) {
    double firstLayer = (double) shape.inputs(0) * shape.outputs(0);
    return 2.0 * batch * (3.0 * shape.weights() - firstLayer);
  }

  /** Takes one step and returns the loss before the update. */
  public double run() {
    double loss = gradient.forward();
    gradient.backward();
    optimizer.step();
    return loss;
  }

  /** Goes back to the starting weights and resets the optimizer. */
  public void restart() {
    for (int i = 0; i < starting.length; i++) {
      kernel.copy(starting[i], current[i]);
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
