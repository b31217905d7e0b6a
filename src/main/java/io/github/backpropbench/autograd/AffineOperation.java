package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/**
 * An operation that starts with {@code s = a·weight + row}, and the backward pass from s to these
 * operands: with g the gradient of s, {@code dweight = aᵀ·g}, {@code drow = Σ_rows g}, {@code da =
 * g·weightᵀ}.
 */
abstract class AffineOperation<M> extends Operation<M> {
  final MatrixKernel<M> kernel;
  final Variable<M> a;
  final Variable<M> weight;
  final @Nullable Variable<M> row;

  /**
   * Whether the kernel may write the first contributions to weight and row straight into their
   * gradients: all operands are distinct, and weight and row need a gradient and have no gate.
   */
  private final boolean direct;

  /** The gradient g of the last backward pass; null if that pass cannot be replayed. */
  private @Nullable M replayedGradient;

  // Where the last backward pass wrote its results.
  private @Nullable M weightGradient;
  private @Nullable M rowGradient;
  private @Nullable M inputGradient;

  AffineOperation(
      MatrixKernel<M> kernel, Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    this.kernel = kernel;
    this.a = a;
    this.weight = weight;
    this.row = row;
    direct =
        isUngated(weight)
            && (row == null || isUngated(row))
            && a != weight
            && a != row
            && weight != row;
  }

  private static boolean isUngated(Variable<?> operand) {
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

  final @Nullable M rowValue() {
    return row == null ? null : row.value();
  }

  /** Adds the contributions of g, the gradient of s, to the operands' gradients. */
  final void propagate(M g) {
    if (!direct || a.hasGradient() || weight.hasGradient() || (row != null && row.hasGradient())) {
      contribute(g);
      preventReplay();
      return;
    }
    weightGradient = weight.startGradient();
    rowGradient = row == null ? null : row.startGradient();
    inputGradient = a.isDifferentiated() ? a.startGradient() : null;
    replayedGradient = g;
    replay();
  }

  /**
   * Whether {@link #replay} would do the work of {@link #backpropagate} in another backward pass
   * over the same nodes that starts from empty gradients.
   */
  final boolean isReplayable() {
    return replayedGradient != null;
  }

  final void preventReplay() {
    replayedGradient = null;
  }

  /** Repeats the last backward pass: reads and writes the same matrices. */
  final void replay() {
    M g = replayedGradient;
    M dweight = weightGradient;
    M da = inputGradient;
    if (g == null || dweight == null) {
      throw new IllegalStateException("this operation cannot be replayed");
    }
    if (da == null) {
      kernel.affineGradient(a.value(), g, dweight, rowGradient);
    } else {
      kernel.affineBackward(a.value(), g, weight.value(), a.gate(), dweight, rowGradient, da);
    }
  }

  /** Adds to each operand's gradient in turn, whatever it holds already. */
  private void contribute(M g) {
    if (row != null && row.isDifferentiated()) {
      kernel.sumRows(g, row.contributionBuffer());
      row.addContribution();
    }
    if (weight.isDifferentiated()) {
      kernel.affineGradient(a.value(), g, weight.contributionBuffer(), null);
      weight.addContribution();
    }
    if (a.isDifferentiated()) {
      a.contributeProduct(g, weight.value());
    }
  }
}
