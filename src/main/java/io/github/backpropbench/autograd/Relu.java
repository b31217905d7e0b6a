package io.github.backpropbench.autograd;

import java.util.List;

/** {@code result = max(a, 0)}; {@code da = g} where {@code a ≥ 0}, else 0. */
final class Relu<M> extends MatrixOperation<M> {

  Relu(BufferPool<M> buffers, Variable<M> a) {
    super(buffers, a, a);
  }

  @Override
  void prepare() {
    result.prepare(a.rows(), a.columns(), a.isDifferentiated());
  }

  @Override
  void forward() {
    kernel.relu(a.value(), result.value());
  }

  @Override
  void backward(M g) {
    if (a.isDifferentiated()) {
      M da = a.contribution();
      kernel.reluGradient(g, a.value(), da);
      a.add(da);
    }
  }

  @Override
  List<Variable<M>> operands() {
    return List.of(a);
  }
}
