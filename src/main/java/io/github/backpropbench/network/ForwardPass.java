package io.github.backpropbench.network;

import io.github.backpropbench.kernel.MatrixKernel;

/**
 * {@code output = relu(x·W1 + b1)·W2 + b2} and the sum-of-squares loss, in buffers that are
 * allocated once. What the backward pass needs of it stays readable until the next run.
 */
public final class ForwardPass<M> {
  private final MatrixKernel<M> kernel;
  private final Batch<M> batch;
  private final Parameters<M> parameters;
  private final M product;
  private final M hidden;
  private final M activation;
  private final M output;
  private final M residual;

  /**
   * @param keepProduct whether {@link #product} must survive the addition of the bias, which then
   *     needs a buffer of its own
   */
  public ForwardPass(
      MatrixKernel<M> kernel, Batch<M> batch, Parameters<M> parameters, boolean keepProduct) {
    this.kernel = kernel;
    this.batch = batch;
    this.parameters = parameters;
    int samples = kernel.rows(batch.x());
    int width = kernel.columns(parameters.w1());
    int outputs = kernel.columns(parameters.w2());
    product = kernel.allocate(samples, width);
    hidden = keepProduct ? kernel.allocate(samples, width) : product;
    activation = kernel.allocate(samples, width);
    output = kernel.allocate(samples, outputs);
    residual = kernel.allocate(samples, outputs);
  }

  /** Runs the network and returns the loss {@code Σ(output − y)²}. */
  public double run() {
    M b1 = parameters.b1();
    M b2 = parameters.b2();
    kernel.multiply(batch.x(), parameters.w1(), product);
    if (b1 != null) {
      kernel.addRow(product, b1, hidden);
    } else if (hidden != product) {
      kernel.copy(product, hidden);
    }
    kernel.relu(hidden, activation);
    kernel.multiply(activation, parameters.w2(), output);
    if (b2 != null) {
      kernel.addRow(output, b2, output);
    }
    kernel.subtract(output, batch.y(), residual);
    return kernel.sumOfSquares(residual);
  }

  /** {@code x·W1}, batch × hidden, before the bias was added; only if it was asked to be kept. */
  public M product() {
    return product;
  }

  /** {@code h = x·W1 + b1}, batch × hidden: what the ReLU was applied to. */
  public M hidden() {
    return hidden;
  }

  /** {@code r = max(h, 0)}, batch × hidden. */
  public M activation() {
    return activation;
  }

  /** {@code o}, batch × outputs. */
  public M output() {
    return output;
  }

  /** {@code o − y}, batch × outputs. */
  public M residual() {
    return residual;
  }
}
