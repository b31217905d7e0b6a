package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode automatic differentiation. Each operation computes its result at once and is
 * recorded on the tape; {@link #backward} visits the recorded operations in reverse order from the
 * loss and propagates gradients from each result to its operands.
 *
 * <p>A training loop records the same operations in every step. {@link #rewind} therefore keeps the
 * nodes: an operation that is recorded at the same place as before, on the same operands, reuses
 * its node and buffers, so that a warm step allocates nothing. Once the new recording differs from
 * the previous one, the rest of the previous one is dropped. A result's value is valid until its
 * node is reused.
 *
 * <p>Backward passes are reused as well. If a pass by {@link #backwardFromZero} visits affine
 * operations only and reaches every parameter, the next one over the same nodes replays it, without
 * deciding again where each gradient goes.
 *
 * <p>The tape does not check shapes. Use a {@link io.github.backpropbench.kernel.CheckedKernel} to
 * have wrong ones refused.
 */
public final class Tape<M> {
  private static final int INITIAL_CAPACITY = 16;

  private final MatrixKernel<M> kernel;
  private final List<Variable<M>> parameters = new ArrayList<>();

  /** The recorded nodes, including those of the previous recording from {@link #length} on. */
  private @Nullable Operation<M>[] operations = nodes(INITIAL_CAPACITY);

  private int length;

  /** The loss whose backward pass from empty gradients can be replayed; null if there is none. */
  private @Nullable Scalar replayableLoss;

  /** The nodes of the pass that can be replayed, in its order; meaningless if there is none. */
  private AffineOperation<M>[] replayedNodes = affineOperations(0);

  public Tape(MatrixKernel<M> kernel) {
    this.kernel = kernel;
  }

  /** A variable without a gradient. */
  public Variable<M> constant(M value) {
    return Variable.constant(kernel, value);
  }

  /**
   * A variable whose gradient is computed.
   *
   * @param gradient where every backward pass writes the gradient; of the value's shape
   */
  public Variable<M> parameter(M value, M gradient) {
    Variable<M> parameter = Variable.parameter(kernel, value, gradient);
    parameters.add(parameter);
    forgetReplay();
    return parameter;
  }

  /** {@code a·b}, with a of m×k and b of k×n. */
  public Variable<M> multiply(Variable<M> a, Variable<M> b) {
    Product<M> node =
        previousNode() instanceof Product<M> previous && previous.reads(a, b)
            ? previous
            : append(new Product<>(kernel, a, b));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code a} with {@code row} (1×n) added to each of its rows. */
  public Variable<M> addRow(Variable<M> a, Variable<M> row) {
    RowAddition<M> node =
        previousNode() instanceof RowAddition<M> previous && previous.reads(a, row)
            ? previous
            : append(new RowAddition<>(kernel, a, row));
    length++;
    node.forward();
    return node.result;
  }

  /**
   * {@code a·weight + row}, with a of m×k, weight of k×n and row of 1×n: a network's layer.
   *
   * @param row null for none
   */
  public Variable<M> affine(Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    Affine<M> node =
        previousNode() instanceof Affine<M> previous && previous.reads(a, weight, row, false)
            ? previous
            : append(Affine.plain(kernel, a, weight, row));
    length++;
    node.forward();
    return node.result;
  }

  /**
   * {@code max(a·weight + row, 0)}, with a of m×k, weight of k×n and row of 1×n: a layer fused with
   * its ReLU.
   *
   * @param row null for none
   */
  public Variable<M> affineRelu(Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    Affine<M> node =
        previousNode() instanceof Affine<M> previous && previous.reads(a, weight, row, true)
            ? previous
            : append(Affine.withRelu(kernel, a, weight, row));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code max(a, 0)} element by element. */
  public Variable<M> relu(Variable<M> a) {
    Relu<M> node =
        previousNode() instanceof Relu<M> previous && previous.reads(a)
            ? previous
            : append(new Relu<>(kernel, a));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code a − b}, both of the same shape. */
  public Variable<M> subtract(Variable<M> a, Variable<M> b) {
    Subtraction<M> node =
        previousNode() instanceof Subtraction<M> previous && previous.reads(a, b)
            ? previous
            : append(new Subtraction<>(kernel, a, b));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code factor·a}. */
  public Variable<M> scale(double factor, Variable<M> a) {
    Scaling<M> node =
        previousNode() instanceof Scaling<M> previous && previous.reads(factor, a)
            ? previous
            : append(new Scaling<>(kernel, factor, a));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code Σ a²} over all elements. */
  public Scalar sumOfSquares(Variable<M> a) {
    SumOfSquares<M> node =
        previousNode() instanceof SumOfSquares<M> previous && previous.reads(a)
            ? previous
            : append(new SumOfSquares<>(kernel, a));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code Σ (a − b)²} over all elements, both of the same shape. */
  public Scalar squaredError(Variable<M> a, Variable<M> b) {
    SquaredError<M> node =
        previousNode() instanceof SquaredError<M> previous && previous.reads(a, b)
            ? previous
            : append(new SquaredError<>(kernel, a, b));
    length++;
    node.forward();
    return node.result;
  }

  /**
   * The loss of {@code a·weight + row}, with a of m×k, weight of k×n, row of 1×n and target of m×n:
   * a network's last layer fused with its loss.
   *
   * @param row null for none
   * @param target a constant, except with the squared error
   * @param output receives {@code a·weight + row}; of the target's shape
   */
  public Scalar affineLoss(
      LossKind loss,
      Variable<M> a,
      Variable<M> weight,
      @Nullable Variable<M> row,
      Variable<M> target,
      M output) {
    AffineLoss<M> node =
        previousNode() instanceof AffineLoss<M> previous
                && previous.reads(loss, a, weight, row, target, output)
            ? previous
            : append(new AffineLoss<>(loss, kernel, a, weight, row, target, output));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code a + weight·b}. */
  public Scalar add(Scalar a, double weight, Scalar b) {
    WeightedSum<M> node =
        previousNode() instanceof WeightedSum<M> previous && previous.reads(a, weight, b)
            ? previous
            : append(new WeightedSum<M>(a, weight, b));
    length++;
    node.forward();
    return node.result;
  }

  /** Starts a new recording, which may reuse the nodes and buffers of this one. */
  public void rewind() {
    length = 0;
  }

  /**
   * Makes the next backward pass overwrite the parameters' gradients; without this, the gradients
   * of several passes add up. The matrices themselves are not changed before that pass.
   */
  public void clearGradients() {
    replayableLoss = null;
    for (Variable<M> parameter : parameters) {
      parameter.clearGradient();
    }
  }

  /**
   * Adds d loss / d p to the gradient of each parameter p. May be called several times, for the
   * same loss or another one of this recording.
   *
   * @throws IllegalStateException if the loss is not a result of the current recording
   */
  public void backward(Scalar loss) {
    replayableLoss = null;
    runBackward(loss, indexOf(loss));
  }

  /**
   * Sets the gradient of each parameter p to d loss / d p, overwriting what it held.
   *
   * @throws IllegalStateException if the loss is not a result of the current recording
   */
  public void backwardFromZero(Scalar loss) {
    if (canReplay(loss)) {
      for (AffineOperation<M> node : replayedNodes) {
        node.replay();
      }
      return;
    }
    int end = indexOf(loss);
    clearGradients();
    runBackward(loss, end);
    keepForReplay(loss, end);
  }

  /** Whether {@link #backwardFromZero} for this loss can replay the last pass. */
  boolean canReplay(Scalar loss) {
    return loss == replayableLoss && replayedNodes.length <= length;
  }

  /** Visits the nodes from {@code end} back to the first. */
  private void runBackward(Scalar loss, int end) {
    loss.contribute(1.0);
    for (int i = end; i >= 0; i--) {
      at(i).backpropagate();
    }
    for (Variable<M> parameter : parameters) {
      parameter.zeroIfAbsent();
    }
  }

  /** Remembers a pass that started from empty gradients, if every node can replay its part. */
  private void keepForReplay(Scalar loss, int end) {
    for (Variable<M> parameter : parameters) {
      if (!parameter.hasGradient()) {
        return;
      }
    }
    if (replayedNodes.length != end + 1) {
      replayedNodes = affineOperations(end + 1);
    }
    for (int i = end; i >= 0; i--) {
      if (!(at(i) instanceof AffineOperation<M> affine && affine.isReplayable())) {
        return;
      }
      replayedNodes[end - i] = affine;
    }
    replayableLoss = loss;
  }

  private int indexOf(Scalar loss) {
    for (int i = length - 1; i >= 0; i--) {
      if (at(i).produces(loss)) {
        return i;
      }
    }
    throw new IllegalStateException("the loss is not a result of the current recording");
  }

  /** The node that the previous recording has at the current place; null if it has none. */
  private @Nullable Operation<M> previousNode() {
    @Nullable Operation<M>[] nodes = operations;
    return length < nodes.length ? nodes[length] : null;
  }

  private void forgetReplay() {
    replayableLoss = null;
    replayedNodes = affineOperations(0);
  }

  /** Puts a node at the current place and drops the rest of the previous recording. */
  private <O extends Operation<M>> O append(O operation) {
    forgetReplay();
    if (length == operations.length) {
      operations = Arrays.copyOf(operations, 2 * length);
    }
    Arrays.fill(operations, length, operations.length, null);
    operations[length] = operation;
    return operation;
  }

  private Operation<M> at(int index) {
    return Objects.requireNonNull(operations[index]);
  }

  @SuppressWarnings("unchecked") // Java has no arrays of a generic type
  private static <M> @Nullable Operation<M>[] nodes(int count) {
    return (Operation<M>[]) new Operation<?>[count];
  }

  @SuppressWarnings("unchecked") // Java has no arrays of a generic type
  private static <M> AffineOperation<M>[] affineOperations(int count) {
    return (AffineOperation<M>[]) new AffineOperation<?>[count];
  }
}
