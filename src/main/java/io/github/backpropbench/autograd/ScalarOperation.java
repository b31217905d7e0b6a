package io.github.backpropbench.autograd;

/** An operation whose result is a number. */
abstract class ScalarOperation<M> extends Operation<M> {
  final Scalar result = new Scalar();

  /** Adds the contributions of the result's gradient to the operands' gradients. */
  abstract void backward();

  @Override
  final void backpropagate() {
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
