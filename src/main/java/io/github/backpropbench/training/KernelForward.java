package io.github.backpropbench.training;

import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.problem.GradientKind;

/**
 * A forward pass of a kernel, the same for all kinds of gradients, on buffers that are allocated
 * once.
 */
final class KernelForward<M> implements ForwardPass {
  private final MatrixKernel<M> kernel;
  private final Gradient<M> network;

  KernelForward(TrainingStep<M> step, LossKind loss, double[] x, double[] y) {
    kernel = step.kernel();
    Batch<M> present = step.batch();
    int inputs = kernel.columns(present.x());
    int outputs = kernel.columns(present.y());
    Batch<M> rows =
        new Batch<>(
            kernel.allocate(x.length / inputs, inputs),
            kernel.allocate(y.length / outputs, outputs));
    kernel.upload(x, rows.x());
    kernel.upload(y, rows.y());
    network =
        Gradient.of(
            GradientKind.MANUAL,
            loss,
            kernel,
            rows,
            step.parameters(),
            step.gradient().gradients());
  }

  @Override
  public double run() {
    return network.forward();
  }

  @Override
  public void outputs(double[] rowMajor) {
    kernel.download(network.output(), rowMajor);
  }
}
