package io.github.backpropbench.autograd;

/** {@code result = a·b}; {@code da = g·bᵀ}, {@code db = aᵀ·g}. */
final class Product<M> extends MatrixOperation<M> {

  Product(BufferPool<M> buffers, Variable<M> a, Variable<M> b) {
    super(buffers, a, b);
  }

  @Override
  void prepare() {
    result.prepare(a.rows(), b.columns(), a.isDifferentiated() || b.isDifferentiated());
  }

  @Override
  void forward() {
    kernel.multiply(a.value(), b.value(), result.value());
  }

  @Override
  void backward(M g) {
    if (b.isDifferentiated()) {
      M db = b.contribution();
      kernel.multiplyTransposedLeft(a.value(), g, db);
      b.add(db);
    }
    if (a.isDifferentiated()) {
      M da = a.contribution();
      kernel.multiplyTransposedRight(g, b.value(), da);
      a.add(da);
    }
  }
}
