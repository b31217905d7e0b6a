package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** {@code result = a·b}; {@code da = g·bᵀ}, {@code db = aᵀ·g}. */
final class Product<M> extends MatrixOperation<M> {
  private final Variable<M> a;
  private final Variable<M> b;

  Product(MatrixKernel<M> kernel, Variable<M> a, Variable<M> b) {
    super(
        kernel,
        Variable.result(
            kernel, a.rows(), b.columns(), a.isDifferentiated() || b.isDifferentiated()));
    this.a = a;
    this.b = b;
  }

  boolean reads(Variable<M> first, Variable<M> second) {
    return a == first && b == second;
  }

  @Override
  void forward() {
    kernel.multiply(a.value(), b.value(), result.value());
  }

  @Override
  void backward() {
    if (b.isDifferentiated()) {
      kernel.multiplyTransposedLeft(a.value(), result.gradient(), b.contributionBuffer());
      b.addContribution();
    }
    if (a.isDifferentiated()) {
      a.contributeProduct(result.gradient(), b.value());
    }
  }
}
