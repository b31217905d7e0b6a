package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/**
 * {@code result = Σ (o − target)²}, a number, with {@code o = a·weight + row}; {@code do = g·2(o −
 * target)}, {@code dtarget = −do}.
 */
final class AffineSquaredError<M> extends AffineOperation<M> {
  final Scalar result = new Scalar();
  private final Variable<M> target;
  private final M targetValue;
  private final M output;

  /** The gradient of o. */
  private final M upstream;

  /** Whether upstream has been multiplied by a gradient of the result other than 1. */
  private boolean scaled;

  AffineSquaredError(
      MatrixKernel<M> kernel,
      Variable<M> a,
      Variable<M> weight,
      @Nullable Variable<M> row,
      Variable<M> target,
      M output) {
    super(kernel, a, weight, row);
    this.target = target;
    this.output = output;
    targetValue = target.value();
    upstream = kernel.allocate(kernel.rows(output), kernel.columns(output));
  }

  boolean reads(
      Variable<M> a,
      Variable<M> weight,
      @Nullable Variable<M> row,
      Variable<M> newTarget,
      M newOutput) {
    return reads(a, weight, row) && target == newTarget && output == newOutput;
  }

  @Override
  void forward() {
    result.set(
        kernel.affineSquaredError(aValue, weightValue, rowValue, targetValue, output, upstream));
    scaled = false;
  }

  @Override
  void backpropagate() {
    double g = result.gradient();
    if (g == 0.0) {
      preventReplay();
      return;
    }
    result.clearGradient();
    if (scaled) {
      forward();
    }
    if (g != 1.0) {
      kernel.scale(g, upstream, upstream);
      scaled = true;
    }
    if (target.isDifferentiated()) {
      kernel.scale(-1.0, upstream, target.contributionBuffer());
      target.addContribution();
    }
    propagate(upstream);
    if (scaled || target.isDifferentiated()) {
      preventReplay();
    }
  }

  @Override
  boolean produces(Scalar scalar) {
    return result == scalar;
  }
}
