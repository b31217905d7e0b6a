package io.github.backpropbench.gradient;

import io.github.backpropbench.autograd.Scalar;
import io.github.backpropbench.autograd.Tape;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The exact gradients by eager reverse mode, as in PyTorch: each forward pass records the network's
 * primitive operations on a tape anew, a node for each, and the backward pass walks them back. The
 * loss is one operation, with its gradient; nothing else is fused, and nothing is taken over from
 * the last step but the memory.
 */
public final class AutogradGradient<M> implements Gradient<M> {
  private final Tape<M> tape;
  private final Parameters<M> gradients;
  private final RecordedNetwork<M> network;
  private @Nullable Scalar loss;

  public AutogradGradient(
      LossKind kind,
      MatrixKernel<M> kernel,
      Batch<M> batch,
      Parameters<M> parameters,
      Parameters<M> gradients) {
    this.gradients = gradients;
    tape = new Tape<>(kernel);
    network = new RecordedNetwork<>(kind, tape, batch, parameters, gradients);
  }

  /**
   * Makes the passes from now on work on another batch.
   *
   * @param batch of any number of rows
   */
  @Override
  public void use(Batch<M> batch) {
    network.use(batch);
  }

  @Override
  public double forward() {
    Scalar recorded = network.record();
    if (recorded != loss) {
      loss = recorded;
    }
    return recorded.value();
  }

  @Override
  public void backward() {
    if (loss == null) {
      throw new IllegalStateException("backward needs a forward pass before it");
    }
    tape.backward(loss);
  }

  @Override
  public Parameters<M> gradients() {
    return gradients;
  }

  @Override
  public M output() {
    return network.output();
  }
}
