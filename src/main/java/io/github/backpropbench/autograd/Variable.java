package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/**
 * A matrix that takes part in a differentiated computation: a constant, a parameter whose gradient
 * is kept, or the result of an operation.
 *
 * <p>Contributions to a gradient add up, so a variable may be used any number of times. The first
 * contribution is written straight into the gradient, or handed over without a copy; only further
 * ones need a buffer beside it. All buffers are allocated once and kept.
 */
public final class Variable<M> {
  private final MatrixKernel<M> kernel;
  private final M value;
  private final boolean differentiated;
  private final boolean parameter;
  private final @Nullable M gate;
  private @Nullable M ownGradient;
  private @Nullable M gradient;
  private @Nullable M further;
  private @Nullable M zeros;
  private boolean reached;

  private Variable(
      MatrixKernel<M> kernel,
      M value,
      @Nullable M gradient,
      boolean differentiated,
      boolean parameter,
      @Nullable M gate) {
    this.kernel = kernel;
    this.value = value;
    this.ownGradient = gradient;
    this.differentiated = differentiated;
    this.parameter = parameter;
    this.gate = gate;
  }

  static <M> Variable<M> constant(MatrixKernel<M> kernel, M value) {
    return new Variable<>(kernel, value, null, false, false, null);
  }

  static <M> Variable<M> parameter(MatrixKernel<M> kernel, M value, M gradient) {
    return new Variable<>(kernel, value, gradient, true, true, null);
  }

  static <M> Variable<M> result(MatrixKernel<M> kernel, int rows, int columns, boolean needed) {
    return result(kernel, rows, columns, needed, null);
  }

  /**
   * A result of the shape.
   *
   * @param gate the input of the ReLU that the result comes out of; null if it comes from something
   *     else. What is kept as its gradient is that of the input: contributions count only where the
   *     gate is at least 0, so a product that contributes can leave the rest out at once.
   */
  static <M> Variable<M> result(
      MatrixKernel<M> kernel, int rows, int columns, boolean needed, @Nullable M gate) {
    return new Variable<>(kernel, kernel.allocate(rows, columns), null, needed, false, gate);
  }

  /** The value, of the variable's fixed shape. */
  public M value() {
    return value;
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

  /** Whether the gradient holds a contribution. */
  boolean isReached() {
    return reached;
  }

  /**
   * The gradient that an operation reads from its result. It is the operation's to overwrite, since
   * nobody reads it afterwards.
   */
  M gradient() {
    if (!reached || gradient == null) {
      throw new IllegalStateException("no gradient has reached this variable");
    }
    return gradient;
  }

  /** The input of the ReLU that a result comes out of; null if it comes from something else. */
  @Nullable M gate() {
    return gate;
  }

  /** Where an operation writes the first contribution, and only what the gate lets through. */
  M takeFirstContribution() {
    reached = true;
    return becomeOwn();
  }

  private M becomeOwn() {
    M own = own();
    become(own);
    return own;
  }

  /** A store of what is there already would still cost what the collector wants to know of it. */
  private void become(M buffer) {
    if (gradient != buffer) {
      gradient = buffer;
    }
  }

  /** Where an operation writes its contribution, to be followed by {@link #closeContribution}. */
  M openContribution() {
    if (!reached) {
      return becomeOwn();
    }
    if (further == null) {
      further = kernel.allocate(rows(), columns());
    }
    return further;
  }

  void closeContribution() {
    if (gate != null) {
      M contribution = openContribution();
      kernel.reluGradient(contribution, gate, contribution);
    }
    settleContribution();
  }

  /** Adds the contribution {@code g·bᵀ}. */
  void contributeProduct(M g, M b) {
    if (gate == null) {
      kernel.multiplyTransposedRight(g, b, openContribution());
    } else {
      kernel.reluGradientOfProduct(g, b, gate, openContribution());
    }
    settleContribution();
  }

  private void settleContribution() {
    if (reached && gradient != null && further != null) {
      kernel.addScaled(1.0, further, gradient);
    }
    reached = true;
  }

  /**
   * Adds a contribution that lies in a buffer which nobody else reads any more. If it is the first,
   * the buffer itself becomes the gradient; a parameter's is copied to where its owner looks.
   */
  void contribute(M handedOver) {
    if (gate != null) {
      kernel.reluGradient(handedOver, gate, handedOver);
    }
    if (reached) {
      kernel.addScaled(1.0, handedOver, gradient());
    } else if (parameter) {
      kernel.copy(handedOver, becomeOwn());
    } else {
      become(handedOver);
    }
    reached = true;
  }

  void clearGradient() {
    reached = false;
  }

  /** Makes the gradient of a parameter on which the loss did not depend what it is: zeros. */
  void settle() {
    if (!reached) {
      if (zeros == null) {
        zeros = kernel.allocate(rows(), columns());
      }
      kernel.copy(zeros, own());
    }
  }

  private M own() {
    if (ownGradient == null) {
      ownGradient = kernel.allocate(rows(), columns());
    }
    return ownGradient;
  }
}
