package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.LossKind;

/**
 * {@code result} is the loss of the outputs a against the targets b, a number. The kernel computes
 * the loss's gradient with respect to a along with the loss; b is a constant.
 */
final class Loss<M> extends PrimitiveOperation<M> {
  final Scalar result = new Scalar();
  private final BufferPool<M> buffers;
  private LossKind kind;

  /** The gradient of the loss with respect to a. */
  private M gradient;

  Loss(BufferPool<M> buffers, LossKind kind, Variable<M> a, Variable<M> b) {
    super(buffers.kernel(), a, b);
    this.buffers = buffers;
    this.kind = kind;
    gradient = buffers.take(a.rows(), a.columns());
  }

  LossKind kind() {
    return kind;
  }

  void use(LossKind newKind, Variable<M> newA, Variable<M> newB) {
    use(newA, newB);
    if (kind != newKind) {
      kind = newKind;
    }
  }

  @Override
  void prepare() {
    if (b.isDifferentiated()) {
      throw new IllegalArgumentException("the target of a loss must be a constant");
    }
    result.clear();
    if (!buffers.fits(gradient, a.rows(), a.columns())) {
      buffers.give(gradient);
      gradient = buffers.take(a.rows(), a.columns());
    }
  }

  @Override
  void forward() {
    result.set(kind.of(kernel, a.value(), b.value(), gradient));
  }

  @Override
  void backpropagate() {
    if (result.isStart()) {
      result.clear();
      if (a.isDifferentiated()) {
        a.addShared(gradient);
      }
    }
  }

  @Override
  Object result() {
    return result;
  }
}
