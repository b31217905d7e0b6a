package io.github.backpropbench.autograd;

/**
 * One node of the tape: its operands, its result, how the result is computed, and its derivative
 * beside it. A node is kept from step to step with the buffers of its result.
 *
 * @param <M> the matrix type of the tape on which the operation stands
 */
abstract class Operation<M> {

  /** Computes the result from the operands' values. */
  abstract void forward();

  /**
   * Adds to the operands' gradients what the result's gradient g contributes, by the chain rule, if
   * the loss depends on the result, as far as the walk back has come; and empties the result's
   * gradient: nobody reads it after this, and the next walk finds it empty.
   */
  abstract void handOn();

  /** Whether the result is this number. */
  boolean produces(Scalar scalar) {
    return false;
  }
}
