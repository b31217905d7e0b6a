package io.github.backpropbench.problem;

import io.github.backpropbench.kernel.Labelled;

/** The optimizers, by the names that flags and reports use. */
public enum OptimizerKind implements Labelled {
  SGD,
  ADAM;

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static OptimizerKind parse(String label) {
    return Labelled.parse(OptimizerKind.class, "optimizer", label);
  }
}
