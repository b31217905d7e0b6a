package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** {@code result = Σ a²}, a number; {@code da = 2g·a}. */
final class SquareSum<M> extends Operation<M> {
  private final MatrixKernel<M> kernel;
  private final Variable<M> a;
  final Scalar result = new Scalar();

  SquareSum(MatrixKernel<M> kernel, Variable<M> a) {
    this.kernel = kernel;
    this.a = a;
  }

  boolean reads(Variable<M> operand) {
    return a == operand;
  }

  @Override
  void forward() {
    result.set(kernel.sumOfSquares(a.value()));
  }

  @Override
  void backward() {
    if (a.isDifferentiated()) {
      kernel.scale(2.0 * result.gradient(), a.value(), a.openContribution());
      a.closeContribution();
    }
  }

  @Override
  boolean handOn() {
    if (result.gradient() != 0.0) {
      backward();
      result.clearGradient();
    }
    return false;
  }

  @Override
  boolean produces(Scalar scalar) {
    return result == scalar;
  }
}
