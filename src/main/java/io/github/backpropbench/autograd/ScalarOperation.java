package io.github.backpropbench.autograd;

/** An operation whose result is a number. */
abstract class ScalarOperation<M> extends Operation<M> {
  final Scalar result = new Scalar();

  /** Adds to the operands' gradients what the result's gradient contributes. */
  abstract void backward();

  @Override
  final void handOn() {
    if (result.gradient() != 0.0) {
      backward();
      result.clearGradient();
    }
  }

  @Override
  final boolean produces(Scalar scalar) {
    return result == scalar;
  }
}
