package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation. Each operation computes its result at once and is written on the
 * tape; {@link #backward} walks the tape back from the loss and lets each operation hand its
 * result's gradient on to its operands.
 *
 * <p>A training loop records the same operations in each step. After {@link #rewind} the tape
 * therefore keeps its nodes, and an operation that is asked for where it stood last time, on the
 * same operands, uses its node and buffers again; a warm step allocates nothing. Where the
 * computation takes another way, the rest of the old tape is dropped. A result's value is valid
 * until its node is used again. A walk by {@link #backwardFromZero} over nothing but layers that
 * reaches each parameter is kept likewise: the next one over the same nodes does not ask again
 * where each gradient goes.
 *
 * <p>Shapes are the kernel's to check: record with a {@link
 * io.github.backpropbench.kernel.CheckedKernel} to have wrong ones refused.
 */
public final class Tape<M> {
  private static final int FEW = 16;

  private final MatrixKernel<M> kernel;
  private final List<Variable<M>> parameters = new ArrayList<>();

  /** The nodes of the last recordings, null beyond their end. */
  private @Nullable Operation<M>[] operations = nodes(FEW);

  private int length;

  /** The loss of the last walk if it started from empty gradients and can be repeated so. */
  private @Nullable Scalar repeated;

  /** The nodes of the walk that can be repeated, in its order; of no meaning if there is none. */
  private Layer<M>[] walked = layers(0);

  public Tape(MatrixKernel<M> kernel) {
    this.kernel = kernel;
  }

  /** A variable into which no gradient flows. */
  public Variable<M> constant(M value) {
    return Variable.constant(kernel, value);
  }

  /**
   * A variable whose gradient is wanted.
   *
   * @param gradient where the gradient is written, of the value's shape; the same matrix forever
   */
  public Variable<M> parameter(M value, M gradient) {
    Variable<M> parameter = Variable.parameter(kernel, value, gradient);
    parameters.add(parameter);
    forget();
    return parameter;
  }

  /** {@code a·b}, of m×k and k×n. */
  public Variable<M> multiply(Variable<M> a, Variable<M> b) {
    Product<M> node =
        recorded() instanceof Product<M> old && old.reads(a, b)
            ? old
            : write(new Product<>(kernel, a, b));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code a} with {@code row} (1×n) added to each of its rows. */
  public Variable<M> addRow(Variable<M> a, Variable<M> row) {
    RowAddition<M> node =
        recorded() instanceof RowAddition<M> old && old.reads(a, row)
            ? old
            : write(new RowAddition<>(kernel, a, row));
    length++;
    node.forward();
    return node.result;
  }

  /**
   * {@code a·weight + row}, of m×k, k×n and 1×n: a layer of a network.
   *
   * @param row null for none
   */
  public Variable<M> affine(Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    Affine<M> node =
        recorded() instanceof Affine<M> old && old.reads(a, weight, row, false)
            ? old
            : write(Affine.plain(kernel, a, weight, row));
    length++;
    node.forward();
    return node.result;
  }

  /**
   * {@code max(a·weight + row, 0)}, of m×k, k×n and 1×n: a layer and its ReLU in one.
   *
   * @param row null for none
   */
  public Variable<M> affineRelu(Variable<M> a, Variable<M> weight, @Nullable Variable<M> row) {
    Affine<M> node =
        recorded() instanceof Affine<M> old && old.reads(a, weight, row, true)
            ? old
            : write(Affine.withRelu(kernel, a, weight, row));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code max(a, 0)} element by element. */
  public Variable<M> relu(Variable<M> a) {
    Relu<M> node =
        recorded() instanceof Relu<M> old && old.reads(a) ? old : write(new Relu<>(kernel, a));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code a − b}, of one shape. */
  public Variable<M> subtract(Variable<M> a, Variable<M> b) {
    Subtraction<M> node =
        recorded() instanceof Subtraction<M> old && old.reads(a, b)
            ? old
            : write(new Subtraction<>(kernel, a, b));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code factor·a}. */
  public Variable<M> scale(double factor, Variable<M> a) {
    Scaling<M> node =
        recorded() instanceof Scaling<M> old && old.reads(factor, a)
            ? old
            : write(new Scaling<>(kernel, factor, a));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code Σ a²} over all elements. */
  public Scalar sumOfSquares(Variable<M> a) {
    SquareSum<M> node =
        recorded() instanceof SquareSum<M> old && old.reads(a)
            ? old
            : write(new SquareSum<>(kernel, a));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code Σ (a − b)²} over all elements, of one shape. */
  public Scalar squaredError(Variable<M> a, Variable<M> b) {
    SquaredError<M> node =
        recorded() instanceof SquaredError<M> old && old.reads(a, b)
            ? old
            : write(new SquaredError<>(kernel, a, b));
    length++;
    node.forward();
    return node.result;
  }

  /**
   * {@code Σ (a·weight + row − target)²} over all elements, of m×k, k×n, 1×n and m×n: a network's
   * last layer with its loss.
   *
   * @param row null for none
   * @param output where {@code a·weight + row} is left to be read, of the target's shape
   */
  public Scalar affineSquaredError(
      Variable<M> a, Variable<M> weight, @Nullable Variable<M> row, Variable<M> target, M output) {
    AffineSquaredError<M> node =
        recorded() instanceof AffineSquaredError<M> old && old.reads(a, weight, row, target, output)
            ? old
            : write(new AffineSquaredError<>(kernel, a, weight, row, target, output));
    length++;
    node.forward();
    return node.result;
  }

  /** {@code a + weight·b}. */
  public Scalar add(Scalar a, double weight, Scalar b) {
    WeightedSum<M> node =
        recorded() instanceof WeightedSum<M> old && old.reads(a, weight, b)
            ? old
            : write(new WeightedSum<M>(a, weight, b));
    length++;
    node.forward();
    return node.result;
  }

  /** Starts a new recording; nodes and buffers are kept for it. */
  public void rewind() {
    length = 0;
  }

  /**
   * Lets the next walk back start the parameters' gradients anew; without it, those of several
   * walks add up. The matrices keep their values until then.
   */
  public void clearGradients() {
    repeated = null;
    for (Variable<M> parameter : parameters) {
      parameter.clearGradient();
    }
  }

  /**
   * Adds d loss / d p to the gradient of each parameter p. May be called again, for the same loss
   * or another one of this recording.
   *
   * @throws IllegalStateException if the loss is not a result of the current recording
   */
  public void backward(Scalar loss) {
    repeated = null;
    walk(loss, indexOf(loss));
  }

  /**
   * Makes the gradient of each parameter p d loss / d p, whatever it was before.
   *
   * @throws IllegalStateException if the loss is not a result of the current recording
   */
  public void backwardFromZero(Scalar loss) {
    if (repeats(loss)) {
      for (Layer<M> node : walked) {
        node.repeat();
      }
      return;
    }
    int end = indexOf(loss);
    clearGradients();
    walk(loss, end);
    keep(loss, end);
  }

  /** Whether the next walk from empty gradients for this loss is the one that is kept. */
  boolean repeats(Scalar loss) {
    return loss == repeated && walked.length <= length;
  }

  /** Lets each node find out where its gradients go. */
  private void walk(Scalar loss, int end) {
    loss.contribute(1.0);
    for (int i = end; i >= 0; i--) {
      at(i).handOn();
    }
    for (Variable<M> parameter : parameters) {
      parameter.settle();
    }
  }

  /** Keeps a walk from empty gradients, if all of it can be repeated. */
  private void keep(Scalar loss, int end) {
    for (Variable<M> parameter : parameters) {
      if (!parameter.isReached()) {
        return;
      }
    }
    if (walked.length != end + 1) {
      walked = layers(end + 1);
    }
    for (int i = end; i >= 0; i--) {
      if (!(at(i) instanceof Layer<M> layer && layer.isRepeatable())) {
        return;
      }
      walked[end - i] = layer;
    }
    repeated = loss;
  }

  private int indexOf(Scalar loss) {
    for (int i = length - 1; i >= 0; i--) {
      if (at(i).produces(loss)) {
        return i;
      }
    }
    throw new IllegalStateException("the loss is not a result of the current recording");
  }

  /** What stood at the current place of the tape in the last recording. */
  private @Nullable Operation<M> recorded() {
    @Nullable Operation<M>[] nodes = operations;
    return length < nodes.length ? nodes[length] : null;
  }

  private void forget() {
    repeated = null;
    walked = layers(0);
  }

  /** Puts a node at the current place; the rest of the old tape is dropped. */
  private <O extends Operation<M>> O write(O operation) {
    forget();
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
  private static <M> Layer<M>[] layers(int count) {
    return (Layer<M>[]) new Layer<?>[count];
  }
}
