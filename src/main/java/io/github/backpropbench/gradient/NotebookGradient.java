package io.github.backpropbench.gradient;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.problem.Layer;
import org.jspecify.annotations.Nullable;

/**
 * The original notebook's hand-written gradients of {@code relu(x·W1 + b1)·W2 + b2}, a network with
 * one hidden layer and bias. They differ from the exact ones of {@link ManualGradient} in two
 * places, kept because they explain the original's losses: the bias gradients are divided by the
 * batch size, and the ReLU's mask is taken from {@code x·W1} <em>before</em> the bias is added.
 */
public final class NotebookGradient<M> implements Gradient<M> {
  private final MatrixKernel<M> kernel;
  private final Parameters<M> gradients;
  private final M w1;
  private final M b1;
  private final M w2;
  private final M b2;
  private final M w1Gradient;
  private final M b1Gradient;
  private final M w2Gradient;
  private final M b2Gradient;

  /** {@code x·W1}, batch × hidden, from which the mask is taken. */
  private final M product;

  private final M hidden;
  private final M activation;
  private final M output;
  private final M outputGradient;
  private final M hiddenGradient;
  private final double oneOverBatch;
  private Batch<M> batch;

  /**
   * @throws IllegalArgumentException if the network has no bias, or not exactly one hidden layer,
   *     or if the loss is not the squared error
   */
  public NotebookGradient(
      LossKind loss,
      MatrixKernel<M> kernel,
      Batch<M> batch,
      Parameters<M> parameters,
      Parameters<M> gradients) {
    if (loss != LossKind.SQUARED_ERROR) {
      throw new IllegalArgumentException(
          "the gradient 'notebook' is defined only for the loss squared-error, not for "
              + loss.label());
    }
    int layers = parameters.layers().size();
    if (layers != 2) {
      throw new IllegalArgumentException(
          "the gradient 'notebook' is defined only for a network with one hidden layer, not for "
              + (layers - 1));
    }
    this.kernel = kernel;
    this.batch = batch;
    this.gradients = gradients;
    Layer<M> first = parameters.layers().get(0);
    Layer<M> second = parameters.layers().get(1);
    w1 = first.w();
    b1 = requireBias(first.b());
    w2 = second.w();
    b2 = requireBias(second.b());
    w1Gradient = gradients.layers().get(0).w();
    b1Gradient = requireBias(gradients.layers().get(0).b());
    w2Gradient = gradients.layers().get(1).w();
    b2Gradient = requireBias(gradients.layers().get(1).b());
    int samples = kernel.rows(batch.x());
    int width = kernel.columns(w1);
    int outputs = kernel.columns(w2);
    product = kernel.allocate(samples, width);
    hidden = kernel.allocate(samples, width);
    activation = kernel.allocate(samples, width);
    output = kernel.allocate(samples, outputs);
    outputGradient = kernel.allocate(samples, outputs);
    hiddenGradient = kernel.allocate(samples, width);
    oneOverBatch = 1.0 / samples;
  }

  private static <M> M requireBias(@Nullable M bias) {
    if (bias == null) {
      throw new IllegalArgumentException("the gradient 'notebook' is defined only with a bias");
    }
    return bias;
  }

  @Override
  public void use(Batch<M> next) {
    batch = next;
  }

  @Override
  public double forward() {
    kernel.multiply(batch.x(), w1, product);
    kernel.addRow(product, b1, hidden);
    kernel.relu(hidden, activation);
    return kernel.affineSquaredError(activation, w2, b2, batch.y(), output, outputGradient);
  }

  @Override
  public void backward() {
    kernel.affineBackward(
        activation, outputGradient, w2, product, w2Gradient, b2Gradient, hiddenGradient);
    kernel.affineGradient(batch.x(), hiddenGradient, w1Gradient, b1Gradient);
    kernel.scale(oneOverBatch, b1Gradient, b1Gradient);
    kernel.scale(oneOverBatch, b2Gradient, b2Gradient);
  }

  @Override
  public Parameters<M> gradients() {
    return gradients;
  }

  @Override
  public M output() {
    return output;
  }
}
