package io.github.backpropbench.autograd;

/** A number that takes part in a differentiated computation, such as a loss. */
public final class Scalar {
  private double value;
  private double gradient;

  Scalar() {}

  public double value() {
    return value;
  }

  void set(double newValue) {
    value = newValue;
  }

  double gradient() {
    return gradient;
  }

  /** Adds a contribution to the gradient. */
  void contribute(double contribution) {
    gradient += contribution;
  }

  void clearGradient() {
    gradient = 0.0;
  }
}
