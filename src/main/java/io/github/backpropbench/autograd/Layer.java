package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/**
 * An operation that begins with {@code a·weight + row}, and the way back to these operands: with g
 * the gradient of the sum, {@code dweight = aᵀ·g}, {@code drow = Σ_rows g}, {@code da = g·weightᵀ}.
 */
abstract class Layer<M> extends Operation<M> {
  final MatrixKernel<M> kernel;
  final M input;
  final M factor;
  final @Nullable M addend;
  private final Variable<M> a;
  private final Variable<M> weight;
  private final @Nullable Variable<M> row;

  /**
   * Whether the weight and the row, if any, are variables of their own that want gradients and do
   * not come out of a ReLU, whose gate a first contribution to them would have to pass.
   */
  private final boolean ordinary;

  /** The gradient that was handed on last, if the same can be done again. */
  private @Nullable M handedOn;

  private @Nullable M weightGradient;
  private @Nullable M rowGradient;
  private @Nullable M inputGradient;

  Layer(MatrixKernel<M> kernel, Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    this.kernel = kernel;
    this.a = a;
    this.weight = weight;
    this.row = row;
    input = a.value();
    factor = weight.value();
    addend = row == null ? null : row.value();
    ordinary =
        wantsAll(weight)
            && (row == null || wantsAll(row))
            && a != weight
            && a != row
            && weight != row;
  }

  private static boolean wantsAll(Variable<?> operand) {
    return operand.isDifferentiated() && operand.gate() == null;
  }

  final boolean reads(Variable<M> first, Variable<M> second, @Nullable Variable<M> third) {
    return a == first && weight == second && row == third;
  }

  static boolean isDifferentiated(Variable<?> a, Variable<?> weight, @Nullable Variable<?> row) {
    return a.isDifferentiated()
        || weight.isDifferentiated()
        || (row != null && row.isDifferentiated());
  }

  /** Adds to the operands' gradients what g contributes. */
  final void propagate(M g) {
    if (!ordinary || a.isReached() || weight.isReached() || (row != null && row.isReached())) {
      contribute(g);
      refuseToRepeat();
      return;
    }
    weightGradient = weight.takeFirstContribution();
    rowGradient = row == null ? null : row.takeFirstContribution();
    inputGradient = a.isDifferentiated() ? a.takeFirstContribution() : null;
    handedOn = g;
    repeat();
  }

  /**
   * Whether {@link #repeat} would do what {@link #handOn} did, in another walk that starts alike.
   */
  final boolean isRepeatable() {
    return handedOn != null;
  }

  final void refuseToRepeat() {
    handedOn = null;
  }

  /** Hands the result's gradient on to the same matrices as the last time. */
  final void repeat() {
    M g = handedOn;
    M dweight = weightGradient;
    M da = inputGradient;
    if (g == null || dweight == null) {
      throw new IllegalStateException("what was handed on cannot be repeated");
    }
    if (da == null) {
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
