package io.github.backpropbench.gradient;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.ForwardPass;
import io.github.backpropbench.network.Parameters;

/**
 * The exact gradients, a kernel call to a layer; dO comes with the loss:
 *
 * <pre>
 * dO = 2(o − y)
 * dW2 = rᵀ·dO       db2 = Σ_rows dO
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
  private final M hiddenGradient;

  public ManualGradient(
      MatrixKernel<M> kernel, Batch<M> batch, Parameters<M> parameters, Parameters<M> gradients) {
    this.kernel = kernel;
    this.batch = batch;
    this.parameters = parameters;
    this.gradients = gradients;
    pass = new ForwardPass<>(kernel, batch, parameters, false);
    hiddenGradient = kernel.allocate(kernel.rows(batch.x()), kernel.columns(parameters.w1()));
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
        pass.hidden(),
        gradients.w2(),
        gradients.b2(),
        hiddenGradient);
    kernel.affineGradient(batch.x(), hiddenGradient, gradients.w1(), gradients.b1());
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
