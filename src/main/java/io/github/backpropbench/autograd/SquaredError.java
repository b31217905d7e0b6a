package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** {@code result = Σ (a − b)²}, a number; {@code da = g·2(a − b)}, {@code db = −da}. */
final class SquaredError<M> extends ScalarOperation<M> {
  private final MatrixKernel<M> kernel;
  private final Variable<M> a;
  private final Variable<M> b;
  private final M doubledDifference;

  /** Whether {@link #doubledDifference} may no longer hold what its name says. */
  private boolean overwritten;

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
  void forward() {
    result.set(kernel.squaredError(a.value(), b.value(), doubledDifference));
    overwritten = false;
  }

  @Override
  void backward() {
    if (overwritten) {
      forward(); // second backward pass over one recording: the first gave the buffer away
    }
    double g = result.gradient();
    if (b.isDifferentiated()) {
      kernel.scale(-g, doubledDifference, b.contributionBuffer());
      b.addContribution();
    }
    if (a.isDifferentiated()) {
      if (g != 1.0) {
        kernel.scale(g, doubledDifference, doubledDifference);
      }
      a.contribute(doubledDifference);
      overwritten = true;
    }
  }
}
