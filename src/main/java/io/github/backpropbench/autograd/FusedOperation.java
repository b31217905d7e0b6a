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
abstract class FusedOperation<M> extends Operation<M> {
  final Variable<M> a;
  final Variable<M> weight;
  final @Nullable Variable<M> row;

  /** Where the kernel writes the gradients at once; null if they are added one by one. */
  private @Nullable Places<M> places;

  /**
   * The places of the operands' gradients.
   *
   * @param gate the input of the ReLU whose result a is, if the gradient that is wanted is that of
   *     the ReLU's input; null if it is that of a itself
   */
  private record Places<M>(M weight, @Nullable M row, @Nullable M a, @Nullable M gate) {}

  FusedOperation(
      MatrixKernel<M> kernel, Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    super(kernel);
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
   * @param gate see {@link Places}
   */
  final void writeGradientsAtOnce(@Nullable M gate) {
    places =
        new Places<>(
            weight.settle(),
            row == null ? null : row.settle(),
            a.isDifferentiated() ? a.settle() : null,
            gate);
  }

  /** Adds the contributions of g, the gradient of s, to the operands' gradients. */
  final void propagate(M g) {
    Places<M> into = places;
    if (into == null) {
      contribute(g);
    } else if (into.a == null) {
      kernel.affineGradient(a.value(), g, into.weight, into.row);
    } else {
      kernel.affineBackward(a.value(), g, weight.value(), into.gate, into.weight, into.row, into.a);
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
  List<Variable<M>> operands() {
    return Stream.of(a, weight, row).filter(Objects::nonNull).toList();
  }
}
