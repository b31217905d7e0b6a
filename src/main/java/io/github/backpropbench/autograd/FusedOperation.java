package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several operations of a graph in one, beginning with {@code s = a·weight + row}; and the backward
 * pass from s to these operands: with g the gradient of s, {@code dweight = aᵀ·g}, {@code drow =
 * Σ_rows g}, {@code da = g·weightᵀ}.
 */
abstract class FusedOperation<M> implements Step<M> {
  final MatrixKernel<M> kernel;
  final Variable<M> a;
  final Variable<M> weight;
  final @Nullable Variable<M> row;

  // Where the kernel writes the gradients at once; nowhere if they are added one by one.
  private @Nullable M weightGradient;
  private @Nullable M rowGradient;
  private @Nullable M inputGradient;

  /**
   * The input of the ReLU whose result a is, if the gradient that is wanted is that of the ReLU's
   * input; null if it is that of a itself.
   */
  private @Nullable M gate;

  FusedOperation(
      MatrixKernel<M> kernel, Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    this.kernel = kernel;
    this.a = a;
    this.weight = weight;
    this.row = row;
  }

  final @Nullable M rowValue() {
    return row == null ? null : row.value();
  }

  /**
   * Lets the kernel write the operands' gradients at once, because no other operation contributes
   * to them.
   *
   * @param newGate see {@link #gate}
   */
  final void writeGradientsAtOnce(@Nullable M newGate) {
    weightGradient = weight.settle();
    rowGradient = row == null ? null : row.settle();
    inputGradient = a.isDifferentiated() ? a.settle() : null;
    gate = newGate;
  }

  /** Adds the contributions of g, the gradient of s, to the operands' gradients. */
  final void propagate(M g) {
    M dweight = weightGradient;
    M da = inputGradient;
    if (dweight == null) {
      contribute(g);
    } else if (da == null) {
      kernel.affineGradient(a.value(), g, dweight, rowGradient);
    } else {
      kernel.affineBackward(a.value(), g, weight.value(), gate, dweight, rowGradient, da);
    }
  }

  private void contribute(M g) {
    if (row != null && row.isDifferentiated()) {
      M drow = row.contribution();
      kernel.sumRows(g, drow);
      row.add(drow);
    }
    if (weight.isDifferentiated()) {
      M dweight = weight.contribution();
      kernel.multiplyTransposedLeft(a.value(), g, dweight);
      weight.add(dweight);
    }
    if (a.isDifferentiated()) {
      M da = a.contribution();
      kernel.multiplyTransposedRight(g, weight.value(), da);
      a.add(da);
    }
  }

  @Override
  public List<Variable<M>> operands() {
    return Stream.of(a, weight, row).filter(Objects::nonNull).toList();
  }
}
