package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.List;

/**
 * A place on the tape: an operation, its operands and its result. Each recording uses it again, for
 * any operation.
 */
final class Node<M> implements Step<M> {
  private final MatrixKernel<M> kernel;
  private Operation operation;
  Variable<M> a;

  /** The second operand; of an operation with one, the first again. */
  Variable<M> b;

  final Variable<M> result;

  /** The result of an operation that computes a loss. */
  final Scalar loss = new Scalar();

  Node(BufferPool<M> buffers, Operation operation, Variable<M> a, Variable<M> b) {
    kernel = buffers.kernel();
    this.operation = operation;
    this.a = a;
    this.b = b;
    result = Variable.result(buffers);
  }

  /**
   * Makes this node that of an operation. What is put here is often what was here before, and even
   * storing the same reference would cost a garbage collector's barrier.
   *
   * @param rows of the result
   * @param columns of the result
   */
  void put(Operation put, Variable<M> first, Variable<M> second, int rows, int columns) {
    if (operation != put) {
      operation = put;
    }
    if (a != first) {
      a = first;
    }
    if (b != second) {
      b = second;
    }
    result.prepare(rows, columns, first.isDifferentiated() || second.isDifferentiated());
  }

  Operation operation() {
    return operation;
  }

  @Override
  public void forward() {
    operation.forward(kernel, this);
  }

  @Override
  public void backward() {
    if (result.hasGradient()) {
      operation.backward(kernel, this);
      result.clearGradient();
    }
  }

  /** Makes this node, which computes a loss, the start of a backward pass: its gradient is 1. */
  void start() {
    result.start();
  }

  @Override
  public List<Variable<M>> operands() {
    return operation == Operation.RELU ? List.of(a) : List.of(a, b);
  }

  @Override
  public Object result() {
    return isLoss() ? loss : result;
  }

  private boolean isLoss() {
    return operation == Operation.SQUARED_ERROR || operation == Operation.CROSS_ENTROPY;
  }
}
