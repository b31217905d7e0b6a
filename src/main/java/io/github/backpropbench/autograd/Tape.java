package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Eager reverse-mode automatic differentiation. Each operation is a single one of the kernel; it
 * computes its result at once and is recorded on the tape. {@link #backward} visits the recorded
 * operations in reverse order from the loss and propagates gradients from each result to its
 * operands.
 *
 * <p>A recording may differ from the one before in everything: which operations there are, how many
 * of them, on which operands and of which shapes. Only nodes and buffers are pooled: after {@link
 * #rewind}, the next recording takes them again, so that a recording of operations and shapes that
 * all occurred before allocates nothing.
 *
 * <p>The tape does not check shapes. Use a {@link io.github.backpropbench.kernel.CheckedKernel} to
 * have wrong ones refused.
 */
public final class Tape<M> {
  private static final int INITIAL_CAPACITY = 16;

  private final MatrixKernel<M> kernel;
  private final BufferPool<M> buffers;
  private Variable<M>[] parameters = variables(0);

  /** The recorded nodes, then those that are free for this recording. */
  private @Nullable Node<M>[] nodes = nodes(INITIAL_CAPACITY);

  private int length;

  /** The number of the current recording, by which a loss of an earlier one is known. */
  private int recording;

  public Tape(MatrixKernel<M> kernel) {
    this.kernel = kernel;
    buffers = new BufferPool<>(kernel);
  }

  /** A variable without a gradient. */
  public Variable<M> constant(M value) {
    return Variable.constant(buffers, value);
  }

  /**
   * A variable whose gradient is computed.
   *
   * @param gradient where every backward pass writes the gradient; of the value's shape
   */
  public Variable<M> parameter(M value, M gradient) {
    Variable<M> parameter = Variable.parameter(buffers, value, gradient);
    parameters = Arrays.copyOf(parameters, parameters.length + 1);
    parameters[parameters.length - 1] = parameter;
    return parameter;
  }

  /** {@code a·b}, with a of m×k and b of k×n. */
  public Variable<M> multiply(Variable<M> a, Variable<M> b) {
    Node<M> node = record(Operation.PRODUCT, a, b, a.rows(), b.columns());
    Operation.PRODUCT.forward(kernel, node);
    return node.result;
  }

  /** {@code a} with {@code row} (1×n) added to each of its rows. */
  public Variable<M> addRow(Variable<M> a, Variable<M> row) {
    Node<M> node = record(Operation.ROW_ADDITION, a, row, a.rows(), a.columns());
    Operation.ROW_ADDITION.forward(kernel, node);
    return node.result;
  }

  /** {@code max(a, 0)} element by element. */
  public Variable<M> relu(Variable<M> a) {
    Node<M> node = record(Operation.RELU, a, a, a.rows(), a.columns());
    Operation.RELU.forward(kernel, node);
    return node.result;
  }

  /**
   * The loss of outputs, one row for each sample.
   *
   * @param target a constant of the outputs' shape
   * @throws IllegalArgumentException if the target is no constant
   */
  public Scalar loss(LossKind kind, Variable<M> outputs, Variable<M> target) {
    if (target.isDifferentiated()) {
      throw new IllegalArgumentException("the target of a loss must be a constant");
    }
    Operation operation = Operation.of(kind);
    Node<M> node = record(operation, outputs, target, outputs.rows(), outputs.columns());
    operation.forward(kernel, node);
    node.loss.belongTo(recording);
    return node.loss;
  }

  /** Puts an operation on the tape. */
  private Node<M> record(Operation operation, Variable<M> a, Variable<M> b, int rows, int columns) {
    if (length == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * length);
    }
    Node<M> node = nodes[length];
    if (node == null) {
      node = new Node<>(buffers, operation, a, b);
      nodes[length] = node;
    }
    length++;
    node.put(operation, a, b, rows, columns);
    return node;
  }

  /**
   * Starts a new recording, which takes the nodes and buffers of this one: the results of this one
   * are no longer valid.
   */
  public void rewind() {
    length = 0;
    recording++;
  }

  /**
   * Sets the gradient of each parameter p to d loss / d p, overwriting what it held. May be called
   * several times, for the same loss or another one of this recording.
   *
   * @throws IllegalStateException if the loss is not a result of the current recording
   */
  public void backward(Scalar loss) {
    int end = indexOf(loss);
    for (Variable<M> parameter : parameters) {
      parameter.clearGradient();
    }
    at(end).start();
    for (int i = end; i >= 0; i--) {
      at(i).backward();
    }
    for (Variable<M> parameter : parameters) {
      parameter.complete();
    }
  }

  private int indexOf(Scalar loss) {
    for (int i = length - 1; i >= 0; i--) {
      if (at(i).result() == loss && loss.isOf(recording)) {
        return i;
      }
    }
    throw new IllegalStateException("the loss is not a result of the current recording");
  }

  /** The nodes that were recorded, up to the one that computes a loss. */
  List<Node<M>> recordedUpTo(Scalar loss) {
    List<Node<M>> recorded = new ArrayList<>();
    for (int i = 0; i <= indexOf(loss); i++) {
      recorded.add(at(i));
    }
    return recorded;
  }

  List<Variable<M>> parameters() {
    return List.of(parameters);
  }

  private Node<M> at(int index) {
    return Objects.requireNonNull(nodes[index]);
  }

  @SuppressWarnings("unchecked") // Java has no arrays of a generic type
  private static <M> @Nullable Node<M>[] nodes(int count) {
    return (Node<M>[]) new Node<?>[count];
  }

  @SuppressWarnings("unchecked") // Java has no arrays of a generic type
  private static <M> Variable<M>[] variables(int count) {
    return (Variable<M>[]) new Variable<?>[count];
  }
}
