package io.github.backpropbench.training;

import io.github.backpropbench.problem.NetworkShape;

/**
 * The floating-point operations that a training step cannot do without: the multiplications and
 * additions of its five products. With a batch of N samples and a shape of I-H-O these are
 *
 * <pre>
 *   x·W1    2·N·I·H        dW2 = rᵀ·dO   2·N·H·O
 *   r·W2    2·N·H·O        dR = dO·W2ᵀ   2·N·H·O
 *                          dW1 = xᵀ·dH   2·N·I·H
 * </pre>
 *
 * <p>and 2·N·H·(2·I + 3·O) in all. Bias, ReLU, loss and update are a few operations for each
 * element of a matrix, and are not counted: at 784-128-10 they are less than a hundredth, at 3-2-1
 * a third.
 */
public final class StepOperations {
  private StepOperations() {}

  /** The operations of a step. */
  public static double of(NetworkShape shape, double batch) {
    return 2.0 * batch * shape.hidden() * (2.0 * shape.inputs() + 3.0 * shape.outputs());
  }
}
