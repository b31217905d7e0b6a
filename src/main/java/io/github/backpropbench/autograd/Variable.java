package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/**
 * A matrix that takes part in a differentiated computation: a constant, a parameter, or the result
 * of an operation.
 *
 * <p>A variable may be used by several operations; in the backward pass the contributions of all of
 * them are summed to its gradient. The first contribution is not added but becomes the gradient: an
 * operation either writes it to the variable's own buffer or gives up a buffer of its own. Later
 * ones are computed in a scratch buffer and added. All buffers are allocated once and kept.
 *
 * <p>The result of a ReLU is treated specially. Its <i>gate</i> is the ReLU's input, and the
 * gradient it holds is that of the input, not its own: contributions are masked to 0 where the gate
 * is negative as they arrive. A contributing product can thus be fused with the mask.
 */
public final class Variable<M> {
  private final MatrixKernel<M> kernel;
  private M value;
  private final boolean differentiated;
  private final boolean parameter;
  private final boolean constant;
  private final @Nullable M gate;

  /** The variable's own buffer for its gradient; a parameter's was given by its owner. */
  private @Nullable M ownBuffer;

  /** The gradient's present buffer: the variable's own or one that an operation gave up. */
  private @Nullable M gradient;

  private @Nullable M scratch;
  private @Nullable M zeros;
  private boolean hasGradient;

  private Variable(
      MatrixKernel<M> kernel,
      M value,
      @Nullable M gradient,
      boolean differentiated,
      boolean parameter,
      boolean constant,
      @Nullable M gate) {
    this.kernel = kernel;
    this.value = value;
    this.ownBuffer = gradient;
    this.differentiated = differentiated;
    this.parameter = parameter;
    this.constant = constant;
    this.gate = gate;
  }

  static <M> Variable<M> constant(MatrixKernel<M> kernel, M value) {
    return new Variable<>(kernel, value, null, false, false, true, null);
  }

  static <M> Variable<M> parameter(MatrixKernel<M> kernel, M value, M gradient) {
    return new Variable<>(kernel, value, gradient, true, true, false, null);
  }

  static <M> Variable<M> result(MatrixKernel<M> kernel, int rows, int columns, boolean needed) {
    return result(kernel, rows, columns, needed, null);
  }

  /**
   * The result of an operation.
   *
   * @param needed whether a gradient flows into it
   * @param gate the input of the ReLU whose result it is; null for other operations
   */
  static <M> Variable<M> result(
      MatrixKernel<M> kernel, int rows, int columns, boolean needed, @Nullable M gate) {
    return new Variable<>(kernel, kernel.allocate(rows, columns), null, needed, false, false, gate);
  }

  /** The matrix; always the same one, except in a constant that was {@link #set}. */
  public M value() {
    return value;
  }

  /**
   * Makes a constant stand for another matrix, such as the next minibatch, in the recordings from
   * now on.
   *
   * @param matrix of the same shape
   * @throws IllegalStateException if this is a parameter or a result
   */
  public void set(M matrix) {
    if (!constant) {
      throw new IllegalStateException("only a constant can be set to another matrix");
    }
    value = matrix;
  }

  /** Whether a gradient flows into this variable: it is a parameter or depends on one. */
  public boolean isDifferentiated() {
    return differentiated;
  }

  int rows() {
    return kernel.rows(value);
  }

  int columns() {
    return kernel.columns(value);
  }

  /** Whether the current backward pass has reached this variable. */
  boolean hasGradient() {
    return hasGradient;
  }

  /**
   * The gradient of an operation's result, for that operation to read. The operation may overwrite
   * the matrix, since nobody reads it afterwards.
   *
   * @throws IllegalStateException if there is none
   */
  M gradient() {
    if (!hasGradient || gradient == null) {
      throw new IllegalStateException("no gradient has reached this variable");
    }
    return gradient;
  }

  /** The input of the ReLU whose result this variable is; null for all others. */
  @Nullable M gate() {
    return gate;
  }

  /**
   * Takes the variable's own buffer as its gradient, for an operation that makes the first
   * contribution. The operation overwrites the buffer and applies the gate itself.
   */
  M startGradient() {
    hasGradient = true;
    return useOwnBuffer();
  }

  private M useOwnBuffer() {
    M own = ownBuffer();
    useBuffer(own);
    return own;
  }

  /**
   * Stores only a changed reference: even storing the same one costs a garbage collector barrier.
   */
  private void useBuffer(M buffer) {
    if (gradient != buffer) {
      gradient = buffer;
    }
  }

  /**
   * Where an operation writes its contribution, before it calls {@link #addContribution}: the
   * gradient itself for the first contribution, else a scratch buffer.
   */
  M contributionBuffer() {
    if (!hasGradient) {
      return useOwnBuffer();
    }
    if (scratch == null) {
      scratch = kernel.allocate(rows(), columns());
    }
    return scratch;
  }

  /** Adds the contents of {@link #contributionBuffer} to the gradient, through the gate. */
  void addContribution() {
    if (gate != null) {
      M contribution = contributionBuffer();
      kernel.reluGradient(contribution, gate, contribution);
    }
    accumulate();
  }

  /** Adds the contribution {@code g·bᵀ}, through the gate. */
  void contributeProduct(M g, M b) {
    if (gate == null) {
      kernel.multiplyTransposedRight(g, b, contributionBuffer());
    } else {
      kernel.reluGradientOfProduct(g, b, gate, contributionBuffer());
    }
    accumulate();
  }

  private void accumulate() {
    if (hasGradient && gradient != null && scratch != null) {
      kernel.addScaled(1.0, scratch, gradient);
    }
    hasGradient = true;
  }

  /**
   * Adds a contribution whose buffer the operation gives up. The first one becomes the gradient
   * without being copied, except in a parameter, whose gradient must be in the owner's matrix.
   */
  void contribute(M buffer) {
    if (gate != null) {
      kernel.reluGradient(buffer, gate, buffer);
    }
    if (hasGradient) {
      kernel.addScaled(1.0, buffer, gradient());
    } else if (parameter) {
      kernel.copy(buffer, useOwnBuffer());
    } else {
      useBuffer(buffer);
    }
    hasGradient = true;
  }

  void clearGradient() {
    hasGradient = false;
  }

  /** Fills a parameter's gradient with zeros if the loss did not depend on the parameter. */
  void zeroIfAbsent() {
    if (!hasGradient) {
      if (zeros == null) {
        zeros = kernel.allocate(rows(), columns());
      }
      kernel.copy(zeros, ownBuffer());
    }
  }

  private M ownBuffer() {
    if (ownBuffer == null) {
      ownBuffer = kernel.allocate(rows(), columns());
    }
    return ownBuffer;
  }
}
