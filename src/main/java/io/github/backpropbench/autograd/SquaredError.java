package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** {@code result = Σ (a − b)²}, a number; {@code da = g·2(a − b)}, {@code db = −da}. */
final class SquaredError<M> extends ScalarOperation<M> {
  private final MatrixKernel<M> kernel;
  private final Variable<M> a;
  private final Variable<M> b;
  private final M doubledDifference;
  private boolean handedOver;

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
    handedOver = false;
  }

  @Override
  void backward() {
    if (handedOver) {
      // A second walk back over one recording: the first one's reader may have overwritten it.
      forward();
    }
    double g = result.gradient();
    if (b.isDifferentiated()) {
      kernel.scale(-g, doubledDifference, b.openContribution());
      b.closeContribution();
    }
    if (a.isDifferentiated()) {
      if (g != 1.0) {
        kernel.scale(g, doubledDifference, doubledDifference);
      }
      a.contribute(doubledDifference);
      handedOver = true;
    }
  }
}
