package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.List;

/**
 * One node: its operands, its result, how the result is computed, and next to that its derivative.
 *
 * @param <M> the matrix type of the kernel
 */
abstract class Operation<M> {
  final MatrixKernel<M> kernel;

  Operation(MatrixKernel<M> kernel) {
    this.kernel = kernel;
  }

  /** Computes the result from the operands' values. */
  abstract void forward();

  /**
   * This node's part of the backward pass, which comes to it after all nodes that use its result.
   * If the result has a gradient g, adds its contributions to the operands' gradients by the chain
   * rule, then clears g. Otherwise the loss does not depend on the result, and nothing is done.
   */
  abstract void backpropagate();

  /** The operands; one that is used twice comes twice. */
  abstract List<Variable<M>> operands();

  /** The result: a {@link Variable}, or a {@link Scalar}. */
  abstract Object result();
}
