package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** {@code result = Σ a²}, a number; {@code da = 2g·a}. */
final class SumOfSquares<M> extends ScalarOperation<M> {
  private final MatrixKernel<M> kernel;
  private final Variable<M> a;

  SumOfSquares(MatrixKernel<M> kernel, Variable<M> a) {
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
      kernel.scale(2.0 * result.gradient(), a.value(), a.contributionBuffer());
      a.addContribution();
    }
  }
}
