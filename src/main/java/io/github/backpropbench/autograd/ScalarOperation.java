package io.github.backpropbench.autograd;

/** An operation whose result is a number. */
abstract class ScalarOperation<M> extends Operation<M> {
  final Scalar result = new Scalar();

  /** Adds to the operands' gradients what the result's gradient contributes. */
  abstract void backward();

  /** Whether the last {@link #backward} left what {@link #repeat} needs. */
  boolean isRepeatable() {
    return false;
  }

  @Override
  final boolean handOn() {
    if (result.gradient() == 0.0) {
      return false;
    }
    backward();
    result.clearGradient();
    return isRepeatable();
  }

  @Override
  final boolean produces(Scalar scalar) {
    return result == scalar;
  }
}
