package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/** {@code result} is the loss of {@code s = a·weight + row} against a target, a number. */
final class FusedLoss<M> extends FusedOperation<M> {
  private final LossKind kind;
  private final Scalar result;
  private final Variable<M> target;

  /** Receives s. */
  private final M output;

  /** The gradient of s, which the kernel computes with the loss. */
  private final M gradient;

  FusedLoss(
      MatrixKernel<M> kernel,
      Variable<M> a,
      Variable<M> weight,
      @Nullable Variable<M> row,
      M output,
      LossKind kind,
      Node<M> loss) {
    super(kernel, a, weight, row);
    this.output = output;
    this.kind = kind;
    result = loss.loss;
    target = loss.b;
    gradient = kernel.allocate(kernel.rows(output), kernel.columns(output));
  }

  @Override
  public void forward() {
    result.set(
        kind.ofLayer(
            kernel, a.value(), weight.value(), rowValue(), target.value(), output, gradient));
  }

  @Override
  public void backward() {
    propagate(gradient);
  }

  @Override
  public Object result() {
    return result;
  }
}
