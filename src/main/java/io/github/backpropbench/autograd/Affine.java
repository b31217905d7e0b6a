package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/** {@code result = a·weight + row}, or the ReLU of that. */
final class Affine<M> extends AffineOperation<M> {
  final Variable<M> result;

  /** The ReLU's input; null if there is no ReLU. */
  private final @Nullable M hidden;

  private final M output;

  private Affine(
      MatrixKernel<M> kernel,
      Variable<M> a,
      Variable<M> weight,
      @Nullable Variable<M> row,
      @Nullable M hidden) {
    super(kernel, a, weight, row);
    this.hidden = hidden;
    result =
        Variable.result(
            kernel, a.rows(), weight.columns(), isDifferentiated(a, weight, row), hidden);
    output = result.value();
  }

  static <M> Affine<M> plain(
      MatrixKernel<M> kernel, Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    return new Affine<>(kernel, a, weight, row, null);
  }

  static <M> Affine<M> withRelu(
      MatrixKernel<M> kernel, Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    return new Affine<>(kernel, a, weight, row, kernel.allocate(a.rows(), weight.columns()));
  }

  boolean reads(Variable<M> a, Variable<M> weight, @Nullable Variable<M> row, boolean relu) {
    return reads(a, weight, row) && (hidden != null) == relu;
  }

  @Override
  void forward() {
    if (hidden == null) {
      kernel.affine(a.value(), weight.value(), rowValue(), output);
    } else {
      kernel.affineRelu(a.value(), weight.value(), rowValue(), hidden, output);
    }
  }

  @Override
  void backpropagate() {
    if (result.hasGradient()) {
      propagate(result.gradient());
      result.clearGradient();
    } else {
      preventReplay();
    }
  }
}
