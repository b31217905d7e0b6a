package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/**
 * {@code result = a·weight + row}, or what a ReLU makes of it; with g the gradient of the sum,
 * {@code dweight = aᵀ·g}, {@code drow = Σ_rows g}, {@code da = g·weightᵀ}.
 */
final class Affine<M> extends MatrixOperation<M> {
  private final Variable<M> a;
  private final Variable<M> weight;
  private final @Nullable Variable<M> row;
  private final @Nullable M hidden;

  private Affine(
      MatrixKernel<M> kernel,
      Variable<M> a,
      Variable<M> weight,
      @Nullable Variable<M> row,
      @Nullable M hidden) {
    super(
        kernel,
        Variable.result(
            kernel,
            a.rows(),
            weight.columns(),
            a.isDifferentiated()
                || weight.isDifferentiated()
                || (row != null && row.isDifferentiated()),
            hidden));
    this.a = a;
    this.weight = weight;
    this.row = row;
    this.hidden = hidden;
  }

  static <M> Affine<M> plain(
      MatrixKernel<M> kernel, Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    return new Affine<>(kernel, a, weight, row, null);
  }

  static <M> Affine<M> withRelu(
      MatrixKernel<M> kernel, Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    return new Affine<>(kernel, a, weight, row, kernel.allocate(a.rows(), weight.columns()));
  }

  boolean reads(Variable<M> first, Variable<M> second, @Nullable Variable<M> third, boolean relu) {
    return a == first && weight == second && row == third && (hidden != null) == relu;
  }

  @Override
  void forward() {
    M addend = row == null ? null : row.value();
    if (hidden == null) {
      kernel.affine(a.value(), weight.value(), addend, result.value());
    } else {
      kernel.affineRelu(a.value(), weight.value(), addend, hidden, result.value());
    }
  }

  @Override
  void backward() {
    M g = result.gradient();
    boolean weighted = weight.isDifferentiated();
    // A row that is also the weight gets its two contributions one after the other.
    boolean together = weighted && row != weight;
    if (row != null && row.isDifferentiated()) {
      if (together) {
        kernel.affineGradient(a.value(), g, weight.openContribution(), row.openContribution());
        weight.closeContribution();
        weighted = false;
      } else {
        kernel.sumRows(g, row.openContribution());
      }
      row.closeContribution();
    }
    if (weighted) {
      kernel.affineGradient(a.value(), g, weight.openContribution(), null);
      weight.closeContribution();
    }
    if (a.isDifferentiated()) {
      a.contributeProduct(g, weight.value());
    }
  }
}
