package io.github.backpropbench.training;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;

/**
 * Learning rates at which a {@linkplain Problem#random seeded problem} trains steadily, so that a
 * measured training neither diverges nor stands still. {@code scripts/learning_rates.py} trains
 * with them in PyTorch; its table is {@code src/docs/learning-rates.md}.
 */
public final class LearningRates {
  /**
   * Gradient descent is stable below 2/λ, with λ the loss's largest curvature. This share of it
   * leaves room for what the estimates of λ leave out, and for small batches, where single samples
   * weigh more.
   */
  private static final double SHARE_OF_LIMIT = 0.05;

  /** With μ = 0.9, a gradient moves the parameters 1/(1 − μ) = 10 times as far in the end. */
  private static final double MOMENTUM = 0.1;

  /** PyTorch's default; the length of Adam's step hardly depends on the gradient's size. */
  private static final double ADAM = 1e-3;

  private LearningRates() {}

  /**
   * @param batch the rows of each step
   */
  public static double of(OptimizerKind optimizer, LossKind loss, NetworkShape shape, int batch) {
    return switch (optimizer) {
      case SGD -> SHARE_OF_LIMIT * 2.0 / curvature(loss, shape, batch);
      case MOMENTUM -> MOMENTUM * of(OptimizerKind.SGD, loss, shape, batch);
      case ADAM, ADAMW -> ADAM;
    };
  }

  /**
   * Where values keep their size from layer to layer, each layer adds about half of its inputs to
   * the square of a sample's gradient, relative to the loss's own curvature with respect to an
   * output: 2 for each sample of the squared error, and 1/10 for the mean of the cross-entropy. The
   * bound of the latter is 1/2, but trainings are steady at five times the rate for that.
   */
  private static double curvature(LossKind loss, NetworkShape shape, int batch) {
    if (loss == LossKind.SQUARED_ERROR && Problem.isAsDrawn(shape)) {
      return curvatureAsDrawn(shape, batch);
    }
    double inputs = 0.0;
    for (int i = 0; i < shape.layers(); i++) {
      inputs += shape.inputs(i) + 1;
    }
    return loss == LossKind.SQUARED_ERROR ? batch * inputs : inputs / 20.0;
  }

  /**
   * With standard normal weights and one hidden layer. Along the last W, λ is the largest
   * eigenvalue of 2·rᵀr, with r what the layer reads: h is about normal with a variance of the
   * number of inputs, so r has a mean of √(inputs/2π), and λ ≈ batch·hidden·inputs/π.
   */
  private static double curvatureAsDrawn(NetworkShape shape, int batch) {
    return (double) batch * (shape.inputs() + 1) * (shape.inputs(1) + 1) / Math.PI;
  }
}
