package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.List;

/**
 * An operation of the tape, which is a single one of the kernel. The tape uses its nodes again for
 * other operands.
 */
abstract class PrimitiveOperation<M> extends Operation<M> {
  Variable<M> a;

  /** The second operand; of an operation with one, the first again. */
  Variable<M> b;

  PrimitiveOperation(MatrixKernel<M> kernel, Variable<M> a, Variable<M> b) {
    super(kernel);
    this.a = a;
    this.b = b;
  }

  /**
   * Takes other operands. They are often those of the last recording, and even storing the same
   * reference would cost a garbage collector's barrier.
   */
  final void use(Variable<M> first, Variable<M> second) {
    if (a != first) {
      a = first;
    }
    if (b != second) {
      b = second;
    }
  }

  /** Makes the result's buffers fit the operands, before {@link #forward}. */
  abstract void prepare();

  @Override
  List<Variable<M>> operands() {
    return List.of(a, b);
  }
}
