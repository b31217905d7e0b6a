package io.github.backpropbench.training;

import io.github.backpropbench.problem.Layer;
import java.util.List;

/**
 * One network in training, by a kernel's operations or by an engine: what a loop over steps needs.
 */
public interface Training {

  /**
   * Takes one step.
   *
   * @return the loss before the update if the step computes it, else NaN
   */
  double run();

  /** As {@link #run()}, with the loss in any case, if need be by a forward pass of its own. */
  default double runForLoss() {
    return run();
  }

  /** Goes back to the starting weights and the first minibatch, and resets the optimizer. */
  void restart();

  /**
   * Restarts from other weights, which are the starting weights from now on.
   *
   * @param layers of the problem's shape
   * @param seed of the order of the rows, if they are shuffled
   */
  void restartFrom(List<Layer<double[]>> layers, long seed);

  /** A copy of the present parameters, row-major. */
  List<Layer<double[]>> layers();

  /**
   * A forward pass of the network on other rows than those of the training, which may have a fixed
   * place in memory from now on.
   *
   * @param x rows × inputs
   * @param y rows × outputs
   */
  ForwardPass forwardOn(double[] x, double[] y);
}
