package io.github.backpropbench.gradient;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.ForwardPass;
import io.github.backpropbench.network.Parameters;

/**
 * The exact gradients, each formula one kernel call:
 *
 * <pre>
 * dO = 2(o − y)     dW2 = rᵀ·dO    db2 = Σ_rows dO
 * dR = dO·W2ᵀ       dH = dR where h ≥ 0, else 0
 * dW1 = xᵀ·dH       db1 = Σ_rows dH
 * </pre>
 */
public final class ManualGradient<M> implements Gradient<M> {
  private final MatrixKernel<M> kernel;
  private final Batch<M> batch;
  private final Parameters<M> parameters;
  private final Parameters<M> gradients;
  private final ForwardPass<M> pass;
  private final M outputGradient;
  private final M hiddenGradient;

  public ManualGradient(
      MatrixKernel<M> kernel, Batch<M> batch, Parameters<M> parameters, Parameters<M> gradients) {
    this.kernel = kernel;
    this.batch = batch;
    this.parameters = parameters;
    this.gradients = gradients;
    pass = new ForwardPass<>(kernel, batch, parameters, false);
    int samples = kernel.rows(batch.x());
    outputGradient = kernel.allocate(samples, kernel.columns(parameters.w2()));
    hiddenGradient = kernel.allocate(samples, kernel.columns(parameters.w1()));
  }

  @Override
  public double forward() {
    return pass.run();
  }

  @Override
  public void backward() {
    kernel.scale(2.0, pass.residual(), outputGradient);
    kernel.multiplyTransposedLeft(pass.activation(), outputGradient, gradients.w2());
    kernel.multiplyTransposedRight(outputGradient, parameters.w2(), hiddenGradient);
    kernel.reluGradient(hiddenGradient, pass.hidden(), hiddenGradient);
    kernel.multiplyTransposedLeft(batch.x(), hiddenGradient, gradients.w1());
    M b1 = gradients.b1();
    M b2 = gradients.b2();
    if (b1 != null && b2 != null) {
      kernel.sumRows(outputGradient, b2);
      kernel.sumRows(hiddenGradient, b1);
    }
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
