package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/**
 * {@code result = max(a, 0)}; {@code da = g} where {@code a ≥ 0}, else 0. The result has a as its
 * gate, so its gradient has been masked already.
 */
final class Relu<M> extends MatrixOperation<M> {
  private final Variable<M> a;

  Relu(MatrixKernel<M> kernel, Variable<M> a) {
    super(kernel, Variable.result(kernel, a.rows(), a.columns(), a.isDifferentiated(), a.value()));
    this.a = a;
  }

  boolean reads(Variable<M> operand) {
    return a == operand;
  }

  @Override
  void forward() {
    kernel.relu(a.value(), result.value());
  }

  @Override
  void backward() {
    a.contribute(result.gradient());
  }
}
