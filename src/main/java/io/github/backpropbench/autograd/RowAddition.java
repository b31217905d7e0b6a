package io.github.backpropbench.autograd;

/** {@code result = a + b}, with b of one row, for each row of a; {@code da = g, db = Σ_rows g}. */
final class RowAddition<M> extends MatrixOperation<M> {

  RowAddition(BufferPool<M> buffers, Variable<M> a, Variable<M> b) {
    super(buffers, a, b);
  }

  @Override
  void prepare() {
    result.prepare(a.rows(), a.columns(), a.isDifferentiated() || b.isDifferentiated());
  }

  @Override
  void forward() {
    kernel.addRow(a.value(), b.value(), result.value());
  }

  @Override
  void backward(M g) {
    if (b.isDifferentiated()) {
      M db = b.contribution();
      kernel.sumRows(g, db);
      b.add(db);
    }
    if (a.isDifferentiated()) {
      a.addShared(g);
    }
  }
}
