package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** {@code result = Σ (a − b)²}, a number; {@code da = g·2(a − b)}, {@code db = −da}. */
final class SquaredError<M> implements Operation<M> {
  private final MatrixKernel<M> kernel;
  private final Variable<M> a;
  private final Variable<M> b;
  private final M doubledDifference;
  final Scalar result = new Scalar();

  SquaredError(MatrixKernel<M> kernel, Variable<M> a, Variable<M> b) {
    this.kernel = kernel;
    this.a = a;
    this.b = b;
    doubledDifference = kernel.allocate(a.rows(), a.columns());
  }

  boolean reads(Variable<M> first, Variable<M> second) {
    return a == first && b == second;
  }

  @Override
  public void forward() {
    result.set(kernel.squaredError(a.value(), b.value(), doubledDifference));
  }

  @Override
  public void backward() {
    if (a.isDifferentiated()) {
      kernel.scale(result.gradient(), doubledDifference, a.openContribution());
      a.closeContribution();
    }
    if (b.isDifferentiated()) {
      kernel.scale(-result.gradient(), doubledDifference, b.openContribution());
      b.closeContribution();
    }
  }

  @Override
  public boolean isReached() {
    return result.gradient() != 0.0;
  }

  @Override
  public void clearGradient() {
    result.clearGradient();
  }

  @Override
  public boolean produces(Scalar scalar) {
    return result == scalar;
  }
}
