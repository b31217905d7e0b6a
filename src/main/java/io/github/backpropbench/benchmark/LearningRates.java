package io.github.backpropbench.benchmark;

import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;

/**
 * Learning rates at which a problem of standard normal values trains steadily, so that a measured
 * training neither diverges nor stands still.
 */
final class LearningRates {
  /**
   * Gradient descent is stable below 2/λ, with λ the loss's largest curvature. By W2 it is the
   * largest eigenvalue of 2·rᵀr: the hidden values are about normal with a variance of the inputs'
   * number, so r has a mean of √(inputs/2π), and λ ≈ batch·hidden·inputs/π. The share of it leaves
   * room for W1 and for small batches, where single samples weigh more.
   */
  private static final double SHARE_OF_LIMIT = 0.05;

  /** Adam's step is about the learning rate whatever the gradient's size; PyTorch's default. */
  private static final double ADAM = 1e-3;

  private LearningRates() {}

  static double of(OptimizerKind optimizer, NetworkShape shape, int batch) {
    if (optimizer == OptimizerKind.ADAM) {
      return ADAM;
    }
    double curvature = (double) batch * (shape.inputs() + 1) * (shape.hidden() + 1) / Math.PI;
    return SHARE_OF_LIMIT * 2.0 / curvature;
  }
}
