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
  private final M input;
  private final M factor;
  private final @Nullable M addend;
  private final M output;

  /** Whether the weight and the row, if any, are variables of their own that want gradients. */
  private final boolean ordinary;

  private @Nullable M upstream;
  private @Nullable M weightGradient;
  private @Nullable M rowGradient;
  private @Nullable M inputGradient;

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
    input = a.value();
    factor = weight.value();
    addend = row == null ? null : row.value();
    output = result.value();
    ordinary =
        weight.isDifferentiated()
            && (row == null || row.isDifferentiated())
            && a != weight
            && a != row
            && weight != row;
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
    if (hidden == null) {
      kernel.affine(input, factor, addend, output);
    } else {
      kernel.affineRelu(input, factor, addend, hidden, output);
    }
  }

  @Override
  void backward() {
    M g = result.gradient();
    if (!ordinary || a.isReached() || weight.isReached() || (row != null && row.isReached())) {
      upstream = null;
      contribute(g);
      return;
    }
    upstream = g;
    weightGradient = weight.takeFirstContribution();
    rowGradient = row == null ? null : row.takeFirstContribution();
    inputGradient = a.isDifferentiated() ? a.takeFirstContribution() : null;
    repeat();
  }

  @Override
  boolean isRepeatable() {
    return upstream != null;
  }

  @Override
  void repeat() {
    M g = upstream;
    M dweight = weightGradient;
    M da = inputGradient;
    if (g == null || dweight == null) {
      super.repeat();
    } else if (da == null) {
      kernel.affineGradient(input, g, dweight, rowGradient);
    } else {
      kernel.affineBackward(input, g, factor, a.gate(), dweight, rowGradient, da);
    }
  }

  /** One after the other, to whatever has been contributed before. */
  private void contribute(M g) {
    if (row != null && row.isDifferentiated()) {
      kernel.sumRows(g, row.openContribution());
      row.closeContribution();
    }
    if (weight.isDifferentiated()) {
      kernel.affineGradient(input, g, weight.openContribution(), null);
      weight.closeContribution();
    }
    if (a.isDifferentiated()) {
      a.contributeProduct(g, factor);
    }
  }
}
