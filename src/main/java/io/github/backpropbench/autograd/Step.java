package io.github.backpropbench.autograd;

import java.util.List;

/** A part of a computation: what it reads, what it computes, and its part of the backward pass. */
interface Step<M> {
  /** Computes the result from the operands' values. */
  void forward();

  /**
   * Comes after all steps that read the result have done their part. If the result has a gradient
   * g, adds contributions to the operands' gradients by the chain rule, then clears g. Otherwise
   * the loss does not depend on the result, and nothing is done.
   */
  void backward();

  /** The variables whose gradients the step contributes to; one that is read twice comes twice. */
  List<Variable<M>> operands();

  /** What is computed: a {@link Variable}, or a {@link Scalar}. */
  Object result();
}
