package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** {@code result = a − b}; {@code db = −g}, {@code da = g}. */
final class Subtraction<M> extends MatrixOperation<M> {
  private final Variable<M> a;
  private final Variable<M> b;

  Subtraction(MatrixKernel<M> kernel, Variable<M> a, Variable<M> b) {
    super(
        kernel,
        Variable.result(
            kernel, a.rows(), a.columns(), a.isDifferentiated() || b.isDifferentiated()));
    this.a = a;
    this.b = b;
  }

  boolean reads(Variable<M> first, Variable<M> second) {
    return a == first && b == second;
  }

  @Override
  void forward() {
    kernel.subtract(a.value(), b.value(), result.value());
  }

  @Override
  void backward() {
    if (b.isDifferentiated()) {
      kernel.scale(-1.0, result.gradient(), b.contributionBuffer());
      b.addContribution();
    }
    if (a.isDifferentiated()) {
      a.contribute(result.gradient());
    }
  }
}
