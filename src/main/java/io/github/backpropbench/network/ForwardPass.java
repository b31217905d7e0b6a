package io.github.backpropbench.network;

import io.github.backpropbench.kernel.MatrixKernel;
import org.jspecify.annotations.Nullable;

/**
 * {@code output = relu(x·W1 + b1)·W2 + b2} and the sum-of-squares loss, in buffers that are
 * allocated once. What the backward pass needs of it stays readable until the next run.
 */
public final class ForwardPass<M> {
  private final MatrixKernel<M> kernel;
  private final Batch<M> batch;
  private final Parameters<M> parameters;
  private final @Nullable M product;
  private final M hidden;
  private final M activation;
  private final M output;
  private final M outputGradient;

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
    product = keepProduct ? kernel.allocate(samples, width) : null;
    hidden = kernel.allocate(samples, width);
    activation = kernel.allocate(samples, width);
    output = kernel.allocate(samples, outputs);
    outputGradient = kernel.allocate(samples, outputs);
  }

  /** Runs the network and returns the loss {@code Σ(output − y)²}. */
  public double run() {
    if (product == null) {
      kernel.affineRelu(batch.x(), parameters.w1(), parameters.b1(), hidden, activation);
    } else {
      runKeeping(product);
    }
    return kernel.affineSquaredError(
        activation, parameters.w2(), parameters.b2(), batch.y(), output, outputGradient);
  }

  private void runKeeping(M kept) {
    kernel.multiply(batch.x(), parameters.w1(), kept);
    M b1 = parameters.b1();
    if (b1 == null) {
      kernel.copy(kept, hidden);
    } else {
      kernel.addRow(kept, b1, hidden);
    }
    kernel.relu(hidden, activation);
  }

  /**
   * {@code x·W1}, batch × hidden, before the bias was added.
   *
   * @throws IllegalStateException if it was not asked to be kept
   */
  public M product() {
    if (product == null) {
      throw new IllegalStateException("the product was not kept");
    }
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

  /** {@code dO = 2(o − y)}, batch × outputs: the loss's gradient by the output. */
  public M outputGradient() {
    return outputGradient;
  }
}
