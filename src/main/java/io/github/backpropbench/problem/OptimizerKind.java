package io.github.backpropbench.problem;

import io.github.backpropbench.kernel.Labelled;

/** The optimizers, by the names that flags and reports use. */
public enum OptimizerKind implements Labelled {
  /** Plain gradient descent. */
  SGD,
  /** Gradient descent with momentum, as PyTorch's {@code SGD(momentum=μ)}. */
  MOMENTUM,
  /** PyTorch's {@code Adam}. */
  ADAM,
  /** PyTorch's {@code AdamW}: Adam, with the weights shrunk before each update. */
  ADAMW;

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static OptimizerKind parse(String label) {
    return Labelled.parse(OptimizerKind.class, "optimizer", label);
  }
}
