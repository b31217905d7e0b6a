package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/**
 * {@code result} is the loss of {@code o = a·weight + row}, a number; {@code do = g} times the
 * loss's gradient, which the kernel computes with the loss. Of the squared error, {@code dtarget =
 * −do}; the target of any other loss is a constant.
 */
final class AffineLoss<M> extends AffineOperation<M> {
  final Scalar result = new Scalar();
  private final LossKind loss;
  private final Variable<M> target;
  private final M output;

  /** The gradient of o. */
  private final M upstream;

  /** Whether upstream has been multiplied by a gradient of the result other than 1. */
  private boolean scaled;

  AffineLoss(
      LossKind loss,
      MatrixKernel<M> kernel,
      Variable<M> a,
      Variable<M> weight,
      @Nullable Variable<M> row,
      Variable<M> target,
      M output) {
    super(kernel, a, weight, row);
    if (target.isDifferentiated() && loss != LossKind.SQUARED_ERROR) {
      throw new IllegalArgumentException("the target of " + loss.label() + " must be a constant");
    }
    this.loss = loss;
    this.target = target;
    this.output = output;
    upstream = kernel.allocate(kernel.rows(output), kernel.columns(output));
  }

  boolean reads(
      LossKind sameLoss,
      Variable<M> a,
      Variable<M> weight,
      @Nullable Variable<M> row,
      Variable<M> newTarget,
      M newOutput) {
    return reads(a, weight, row) && loss == sameLoss && target == newTarget && output == newOutput;
  }

  @Override
  void forward() {
    result.set(
        loss.ofLayer(
            kernel, a.value(), weight.value(), rowValue(), target.value(), output, upstream));
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
