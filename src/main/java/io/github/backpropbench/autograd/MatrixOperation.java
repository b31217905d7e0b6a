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

  /** Adds to the operands' gradients what the result's gradient contributes. */
  abstract void backward();

  @Override
  final void handOn() {
    if (result.isReached()) {
      backward();
      result.clearGradient();
    }
  }
}
