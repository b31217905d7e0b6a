package io.github.backpropbench.autograd;

/** A number that is the result of a differentiated computation: a loss. */
public final class Scalar {
  private double value;

  Scalar() {}

  public double value() {
    return value;
  }

  void set(double newValue) {
    value = newValue;
  }
}
