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

  private final BufferPool<M> buffers;
  private final List<Variable<M>> parameters = new ArrayList<>();

  /** The recorded operations; of those from {@link #length} on, only room is left. */
  private @Nullable Operation<M>[] operations = operations(INITIAL_CAPACITY);

  private int length;

  private final NodePool<Product<M>> products = new NodePool<>();
  private final NodePool<RowAddition<M>> rowAdditions = new NodePool<>();
  private final NodePool<Relu<M>> relus = new NodePool<>();
  private final NodePool<Loss<M>> losses = new NodePool<>();

  public Tape(MatrixKernel<M> kernel) {
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
    parameters.add(parameter);
    return parameter;
  }

  /** {@code a·b}, with a of m×k and b of k×n. */
  public Variable<M> multiply(Variable<M> a, Variable<M> b) {
    Product<M> node = products.take();
    if (node == null) {
      node = products.add(new Product<>(buffers, a, b));
    }
    node.use(a, b);
    node.prepare();
    node.forward();
    record(node);
    return node.result;
  }

  /** {@code a} with {@code row} (1×n) added to each of its rows. */
  public Variable<M> addRow(Variable<M> a, Variable<M> row) {
    RowAddition<M> node = rowAdditions.take();
    if (node == null) {
      node = rowAdditions.add(new RowAddition<>(buffers, a, row));
    }
    node.use(a, row);
    node.prepare();
    node.forward();
    record(node);
    return node.result;
  }

  /** {@code max(a, 0)} element by element. */
  public Variable<M> relu(Variable<M> a) {
    Relu<M> node = relus.take();
    if (node == null) {
      node = relus.add(new Relu<>(buffers, a));
    }
    node.use(a, a);
    node.prepare();
    node.forward();
    record(node);
    return node.result;
  }

  /**
   * The loss of outputs, one row for each sample.
   *
   * @param target a constant of the outputs' shape
   * @throws IllegalArgumentException if the target is no constant
   */
  public Scalar loss(LossKind kind, Variable<M> outputs, Variable<M> target) {
    Loss<M> node = losses.take();
    if (node == null) {
      node = losses.add(new Loss<>(buffers, kind, outputs, target));
    }
    node.use(kind, outputs, target);
    node.prepare();
    node.forward();
    record(node);
    return node.result;
  }

  /**
   * Starts a new recording, which takes the nodes and buffers of this one: the results of this one
   * are no longer valid.
   */
  public void rewind() {
    length = 0;
    products.reset();
    rowAdditions.reset();
    relus.reset();
    losses.reset();
  }

  /**
   * Sets the gradient of each parameter p to d loss / d p, overwriting what it held. May be called
   * several times, for the same loss or another one of this recording.
   *
   * @throws IllegalStateException if the loss is not a result of the current recording
   */
  public void backward(Scalar loss) {
    int end = indexOf(loss);
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).clearGradient();
    }
    loss.start();
    for (int i = end; i >= 0; i--) {
      at(i).backpropagate();
    }
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).complete();
    }
  }

  private int indexOf(Scalar loss) {
    for (int i = length - 1; i >= 0; i--) {
      if (at(i).result() == loss) {
        return i;
      }
    }
    throw new IllegalStateException("the loss is not a result of the current recording");
  }

  /** The operations that were recorded, up to the one that computes a loss. */
  List<Operation<M>> recordedUpTo(Scalar loss) {
    List<Operation<M>> recorded = new ArrayList<>();
    for (int i = 0; i <= indexOf(loss); i++) {
      recorded.add(at(i));
    }
    return recorded;
  }

  List<Variable<M>> parameters() {
    return List.copyOf(parameters);
  }

  private void record(Operation<M> operation) {
    if (length == operations.length) {
      operations = Arrays.copyOf(operations, 2 * length);
    }
    if (operations[length] != operation) {
      operations[length] = operation;
    }
    length++;
  }

  private Operation<M> at(int index) {
    return Objects.requireNonNull(operations[index]);
  }

  @SuppressWarnings("unchecked") // Java has no arrays of a generic type
  private static <M> @Nullable Operation<M>[] operations(int count) {
    return (Operation<M>[]) new Operation<?>[count];
  }
}
