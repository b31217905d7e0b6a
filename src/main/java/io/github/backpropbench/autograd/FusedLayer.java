package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/** {@code result = s = a·weight + row}, or {@code max(s, 0)}. */
final class FusedLayer<M> extends FusedOperation<M> {
  final Variable<M> result;

  /** The value of s before a ReLU; null if there is no ReLU. */
  final @Nullable M hidden;

  /** Whether this operation applies the ReLU's mask to its result's gradient. */
  private boolean masks;

  /** Receives the masked gradient. */
  private @Nullable M masked;

  /**
   * @param hidden null for no ReLU
   */
  FusedLayer(
      MatrixKernel<M> kernel,
      Variable<M> a,
      Variable<M> weight,
      @Nullable Variable<M> row,
      @Nullable M hidden,
      Variable<M> result) {
    super(kernel, a, weight, row);
    this.hidden = hidden;
    this.result = result;
    masks = hidden != null;
  }

  /** The operation that reads the result takes over the mask of the ReLU's derivative. */
  void leaveMaskToReader() {
    masks = false;
  }

  @Override
  public void forward() {
    if (hidden == null) {
      kernel.affine(a.value(), weight.value(), rowValue(), result.value());
    } else {
      kernel.affineRelu(a.value(), weight.value(), rowValue(), hidden, result.value());
    }
  }

  @Override
  public void backward() {
    if (!result.hasGradient()) {
      return;
    }
    M g = result.gradient();
    propagate(masks && hidden != null ? masked(g, hidden) : g);
    result.clearGradient();
  }

  private M masked(M g, M input) {
    M buffer = masked;
    if (buffer == null) {
      buffer = kernel.allocate(result.rows(), result.columns());
      masked = buffer;
    }
    kernel.reluGradient(g, input, buffer);
    return buffer;
  }

  @Override
  public Object result() {
    return result;
  }
}
