package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/**
 * A matrix that takes part in a differentiated computation: a constant, a parameter, or the result
 * of an operation.
 *
 * <p>A variable may be used by several operations; in the backward pass the contributions of all of
 * them are summed to its gradient. An operation computes its contribution in a buffer of the
 * variable's own, or shares a matrix that it has already; a shared one is only read. All buffers
 * are kept, so that a warm pass allocates nothing.
 */
public final class Variable<M> {
  private enum Kind {
    CONSTANT,
    PARAMETER,
    RESULT
  }

  private final MatrixKernel<M> kernel;
  private final BufferPool<M> buffers;
  private final Kind kind;
  private M value;
  private int rows;
  private int columns;
  private boolean differentiated;

  /** The variable's own buffer for its gradient; a parameter's was given by its owner. */
  private @Nullable M own;

  /** The other buffer: the sum of two contributions is written to the one that was read last. */
  private @Nullable M other;

  /** Where the gradient is now: in one of the two, or in a matrix that is shared. */
  private @Nullable M gradient;

  private @Nullable M zeros;
  private boolean hasGradient;

  /** Whether the graph has decided once and for all that own holds the gradient. */
  private boolean settled;

  private Variable(BufferPool<M> buffers, Kind kind, M value, @Nullable M own) {
    this.buffers = buffers;
    this.kernel = buffers.kernel();
    this.kind = kind;
    this.value = value;
    this.own = own;
    rows = kernel.rows(value);
    columns = kernel.columns(value);
    differentiated = kind == Kind.PARAMETER;
  }

  static <M> Variable<M> constant(BufferPool<M> buffers, M value) {
    return new Variable<>(buffers, Kind.CONSTANT, value, null);
  }

  static <M> Variable<M> parameter(BufferPool<M> buffers, M value, M gradient) {
    return new Variable<>(buffers, Kind.PARAMETER, value, gradient);
  }

  /** The result of an operation, to be {@linkplain #prepare prepared}. */
  static <M> Variable<M> result(BufferPool<M> buffers) {
    return new Variable<>(buffers, Kind.RESULT, buffers.take(1, 1), null);
  }

  /** The matrix. A result's is valid until its tape is rewound. */
  public M value() {
    return value;
  }

  /**
   * Makes a constant stand for another matrix, such as the next minibatch, from now on.
   *
   * @throws IllegalStateException if this is a parameter or a result
   */
  public void set(M matrix) {
    if (kind != Kind.CONSTANT) {
      throw new IllegalStateException("only a constant can be set to another matrix");
    }
    value = matrix;
    rows = kernel.rows(matrix);
    columns = kernel.columns(matrix);
  }

  /** Whether a gradient flows into this variable: it is a parameter or depends on one. */
  public boolean isDifferentiated() {
    return differentiated;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** Makes a result ready for the operation that computes it. */
  void prepare(int newRows, int newColumns, boolean needed) {
    differentiated = needed;
    hasGradient = false;
    if (rows != newRows || columns != newColumns) {
      giveBack();
      value = buffers.take(newRows, newColumns);
      rows = newRows;
      columns = newColumns;
    }
  }

  private void giveBack() {
    buffers.give(value);
    if (own != null) {
      buffers.give(own);
      own = null;
    }
    if (other != null) {
      buffers.give(other);
      other = null;
    }
    gradient = null;
  }

  /** Whether the current backward pass has reached this variable. */
  boolean hasGradient() {
    return hasGradient;
  }

  /**
   * The gradient, to be read.
   *
   * @throws IllegalStateException if there is none
   */
  M gradient() {
    M current = gradient;
    if (current == null) {
      throw new IllegalStateException("no gradient has reached this variable");
    }
    return current;
  }

  /** Where an operation computes its contribution, before it is {@linkplain #add added}. */
  M contribution() {
    return hasGradient && gradient == own ? otherBuffer() : ownBuffer();
  }

  /** Adds a contribution that was computed in {@link #contribution}. */
  void add(M contribution) {
    if (hasGradient) {
      kernel.addScaled(1.0, gradient(), contribution);
    }
    use(contribution);
  }

  /** Adds a contribution in a matrix that stays as it is until the backward pass has ended. */
  void addShared(M contribution) {
    if (hasGradient) {
      M sum = contribution();
      kernel.copy(contribution, sum);
      add(sum);
    } else {
      use(contribution);
    }
  }

  /**
   * Stores only a changed reference: even storing the same one costs a garbage collector's barrier.
   */
  private void use(M buffer) {
    if (gradient != buffer) {
      gradient = buffer;
    }
    hasGradient = true;
  }

  /** Makes the backward pass start at the operation whose result this is. */
  void start() {
    hasGradient = true;
  }

  void clearGradient() {
    hasGradient = settled;
  }

  /**
   * Makes the parameter's own matrix hold the gradient; zeros if the loss does not depend on it.
   */
  void complete() {
    M place = ownBuffer();
    if (!hasGradient) {
      if (zeros == null) {
        zeros = kernel.allocate(rows(), columns());
      }
      kernel.copy(zeros, place);
    } else if (gradient != place) {
      kernel.copy(gradient(), place);
    }
  }

  /** From now on, one operation writes the gradient to this variable's own buffer in each pass. */
  M settle() {
    M place = ownBuffer();
    use(place);
    settled = true;
    return place;
  }

  boolean isSettled() {
    return settled;
  }

  private M ownBuffer() {
    M buffer = own;
    if (buffer == null) {
      buffer = buffers.take(rows(), columns());
      own = buffer;
    }
    return buffer;
  }

  private M otherBuffer() {
    M buffer = other;
    if (buffer == null) {
      buffer = buffers.take(rows(), columns());
      other = buffer;
    }
    return buffer;
  }
}
