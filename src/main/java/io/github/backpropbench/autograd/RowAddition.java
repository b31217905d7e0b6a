package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;

/** {@code result = a + row} for each row of a; {@code drow = Σ_rows g}, {@code da = g}. */
final class RowAddition<M> extends MatrixOperation<M> {
  private final Variable<M> a;
  private final Variable<M> row;

  RowAddition(MatrixKernel<M> kernel, Variable<M> a, Variable<M> row) {
    super(
        kernel,
        Variable.result(
            kernel, a.rows(), a.columns(), a.isDifferentiated() || row.isDifferentiated()));
    this.a = a;
    this.row = row;
  }

  boolean reads(Variable<M> first, Variable<M> second) {
    return a == first && row == second;
  }

  @Override
  void forward() {
    kernel.addRow(a.value(), row.value(), result.value());
  }

  @Override
  void backward() {
    if (row.isDifferentiated()) {
      kernel.sumRows(result.gradient(), row.contributionBuffer());
      row.addContribution();
    }
    if (a.isDifferentiated()) {
      a.contribute(result.gradient());
    }
  }
}
