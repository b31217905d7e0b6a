package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** {@code result = factor·a}; {@code da = factor·g}. */
final class Scaling<M> extends MatrixOperation<M> {
  private final double factor;
  private final Variable<M> a;

  Scaling(MatrixKernel<M> kernel, double factor, Variable<M> a) {
    super(kernel, Variable.result(kernel, a.rows(), a.columns(), a.isDifferentiated()));
    this.factor = factor;
    this.a = a;
  }

  boolean reads(double sameFactor, Variable<M> operand) {
    return factor == sameFactor && a == operand;
  }

  @Override
  void forward() {
    kernel.scale(factor, a.value(), result.value());
  }

  @Override
  void backward() {
    M g = result.gradient();
    kernel.scale(factor, g, g);
    a.contribute(g);
  }
}
