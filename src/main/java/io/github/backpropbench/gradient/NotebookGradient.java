package io.github.backpropbench.gradient;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.ForwardPass;
import io.github.backpropbench.network.Parameters;
import java.util.Objects;

/**
 * The original notebook's hand-written gradients of the network with bias. They differ from the
 * exact ones of {@link ManualGradient} in two places, kept because they explain the original's
 * losses: the bias gradients are divided by the batch size, and the ReLU's mask is taken from
 * {@code x·W1} <em>before</em> the bias is added.
 */
public final class NotebookGradient<M> implements Gradient<M> {
  private final MatrixKernel<M> kernel;
  private final Batch<M> batch;
  private final Parameters<M> parameters;
  private final Parameters<M> gradients;
  private final M b1Gradient;
  private final M b2Gradient;
  private final ForwardPass<M> pass;
  private final M hiddenGradient;
  private final double oneOverBatch;

  /**
   * @throws IllegalArgumentException if the network is without bias
   */
  public NotebookGradient(
      MatrixKernel<M> kernel, Batch<M> batch, Parameters<M> parameters, Parameters<M> gradients) {
    if (parameters.b1() == null) {
      throw new IllegalArgumentException("the gradient 'notebook' is defined only with a bias");
    }
    this.kernel = kernel;
    this.batch = batch;
    this.parameters = parameters;
    this.gradients = gradients;
    b1Gradient = Objects.requireNonNull(gradients.b1());
    b2Gradient = Objects.requireNonNull(gradients.b2());
    pass = new ForwardPass<>(kernel, batch, parameters, true);
    int samples = kernel.rows(batch.x());
    hiddenGradient = kernel.allocate(samples, kernel.columns(parameters.w1()));
    oneOverBatch = 1.0 / samples;
  }

  @Override
  public double forward() {
    return pass.run();
  }

  @Override
  public void backward() {
    kernel.affineBackward(
        pass.activation(),
        pass.outputGradient(),
        parameters.w2(),
        pass.product(),
        gradients.w2(),
        b2Gradient,
        hiddenGradient);
    kernel.affineGradient(batch.x(), hiddenGradient, gradients.w1(), b1Gradient);
    kernel.scale(oneOverBatch, b1Gradient, b1Gradient);
    kernel.scale(oneOverBatch, b2Gradient, b2Gradient);
  }

  @Override
  public Parameters<M> gradients() {
    return gradients;
  }

  @Override
  public M output() {
    return pass.output();
  }
}
