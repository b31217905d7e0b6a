package io.github.backpropbench.oracle;

/** Which gradient a training follows. */
public enum GradientRule {
  /** The loss function's own, as the manual formulas and autograd compute it. */
  EXACT,
  /**
   * That of the original bias version: the gradients of the biases are divided by the batch size,
   * and the mask is taken from x·W1 before the bias is added.
   */
  NOTEBOOK
}
