package io.github.backpropbench.autograd;

/** A number that is the result of a differentiated computation: a loss. */
public final class Scalar {
  private double value;

  /** The number of the tape's recording that computed it. */
  private int recording;

  Scalar() {}

  public double value() {
    return value;
  }

  void set(double newValue) {
    value = newValue;
  }

  void belongTo(int number) {
    recording = number;
  }

  boolean isOf(int number) {
    return recording == number;
  }
}
