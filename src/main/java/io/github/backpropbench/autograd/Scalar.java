package io.github.backpropbench.autograd;

/** A number that is the result of a differentiated computation: a loss. */
public final class Scalar {
  private double value;
  private boolean start;

  Scalar() {}

  public double value() {
    return value;
  }

  void set(double newValue) {
    value = newValue;
  }

  /** Makes the backward pass start here, with the gradient 1. */
  void start() {
    start = true;
  }

  boolean isStart() {
    return start;
  }

  void clear() {
    start = false;
  }
}
