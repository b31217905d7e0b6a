package io.github.backpropbench.comparison;

/** The questions that two cells of one run can answer when they differ in one factor. */
public enum ContrastKind {
  /** How much slower or faster a backend is than the baseline. */
  BACKEND("backend", "arrays"),
  /** What a bias costs. */
  BIAS("bias", "false"),
  /** What autograd costs against the exact gradients by hand. */
  GRADIENT("gradient", "manual"),
  /** What Adam costs against plain gradient descent. */
  OPTIMIZER("optimizer", "sgd");

  private final String factor;
  private final String reference;

  ContrastKind(String factor, String reference) {
    this.factor = factor;
    this.reference = reference;
  }

  /** The factor in which the two cells differ, by its parameter's name. */
  public String factor() {
    return factor;
  }

  /** The factor's level in the denominator. */
  public String reference() {
    return reference;
  }
}
