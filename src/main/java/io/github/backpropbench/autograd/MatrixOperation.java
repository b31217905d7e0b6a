package io.github.backpropbench.autograd;

/** A primitive operation whose result is a matrix. */
abstract class MatrixOperation<M> extends PrimitiveOperation<M> {
  final Variable<M> result;

  MatrixOperation(BufferPool<M> buffers, Variable<M> a, Variable<M> b) {
    super(buffers.kernel(), a, b);
    result = Variable.result(buffers);
  }

  /** Adds the contributions of g, the result's gradient, to the operands' gradients. */
  abstract void backward(M g);

  @Override
  final void backpropagate() {
    if (result.hasGradient()) {
      backward(result.gradient());
      result.clearGradient();
    }
  }

  @Override
  final Object result() {
    return result;
  }
}
