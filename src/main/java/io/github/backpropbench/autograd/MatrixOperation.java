package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** An operation whose result is a matrix. */
abstract class MatrixOperation<M> extends Operation<M> {
  final MatrixKernel<M> kernel;
  final Variable<M> result;

  MatrixOperation(MatrixKernel<M> kernel, Variable<M> result) {
    this.kernel = kernel;
    this.result = result;
  }

  /** Adds the contributions of the result's gradient to the operands' gradients. */
  abstract void backward();

  @Override
  final void backpropagate() {
    if (result.hasGradient()) {
      backward();
      result.clearGradient();
    }
  }
}
