package io.github.backpropbench.autograd;

/**
 * One node of the tape: its operands, its result, how the result is computed, and next to that its
 * derivative. A node is kept from step to step together with the buffers of its result.
 *
 * @param <M> the matrix type of the tape
 */
abstract class Operation<M> {

  /** Computes the result from the operands' values. */
  abstract void forward();

  /**
   * This node's part of the backward pass, which comes to it after all nodes that use its result.
   * If the result has a gradient g, adds its contributions to the operands' gradients by the chain
   * rule, then clears g, so that the next backward pass starts without it. Otherwise the loss does
   * not depend on the result, and nothing is done.
   */
  abstract void backpropagate();

  /** Whether this scalar is the operation's result. */
  boolean produces(Scalar scalar) {
    return false;
  }
}
