package io.github.backpropbench.benchmark;

import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;

/**
 * Learning rates at which a problem of standard normal values trains steadily, so that a measured
 * training neither diverges nor stands still.
 */
final class LearningRates {
  /**
   * Gradient descent is stable below 2/λ, with λ the loss's largest curvature. Along the last W it
   * is the largest eigenvalue of 2·rᵀr, with r what the layer reads. With one hidden layer, h is
   * about normal with a variance of the number of inputs, so r has a mean of √(inputs/2π), and λ ≈
   * batch·hidden·inputs/π. Each further hidden layer multiplies the variance by half its inputs;
   * with none, λ is at most about 2·batch·inputs. The share of it leaves room for the other layers
   * and for small batches, where single samples weigh more.
   */
  private static final double SHARE_OF_LIMIT = 0.05;

  /** Adam's step is about the learning rate whatever the gradient's size; PyTorch's default. */
  private static final double ADAM = 1e-3;

  private LearningRates() {}

  static double of(OptimizerKind optimizer, NetworkShape shape, int batch) {
    return switch (optimizer) {
      case SGD -> SHARE_OF_LIMIT * 2.0 / curvature(shape, batch);
      case ADAM -> ADAM;
    };
  }

  private static double curvature(NetworkShape shape, int batch) {
    double curvature = batch;
    for (int i = 0; i < shape.layers(); i++) {
      curvature *= shape.inputs(i) + 1;
    }
    for (int i = 1; i < shape.layers() - 1; i++) {
      curvature /= 2.0;
    }
    return shape.layers() == 1 ? 2.0 * curvature : curvature / Math.PI;
  }
}
