package io.github.backpropbench.gradient;

import io.github.backpropbench.autograd.Scalar;
import io.github.backpropbench.autograd.Tape;
import io.github.backpropbench.autograd.Variable;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The exact gradients by reverse mode: each forward pass records the network on a tape anew, as an
 * eager framework does, and the backward pass walks the tape back. Nothing here knows a derivative.
 */
public final class AutogradGradient<M> implements Gradient<M> {
  private final Tape<M> tape;
  private final Parameters<M> gradients;
  private final Variable<M> x;
  private final Variable<M> y;
  private final Variable<M> w1;
  private final @Nullable Variable<M> b1;
  private final Variable<M> w2;
  private final @Nullable Variable<M> b2;
  private final M output;
  private @Nullable Scalar loss;

  public AutogradGradient(
      MatrixKernel<M> kernel, Batch<M> batch, Parameters<M> parameters, Parameters<M> gradients) {
    this.gradients = gradients;
    tape = new Tape<>(kernel);
    output = kernel.allocate(kernel.rows(batch.y()), kernel.columns(batch.y()));
    x = tape.constant(batch.x());
    y = tape.constant(batch.y());
    w1 = tape.parameter(parameters.w1(), gradients.w1());
    w2 = tape.parameter(parameters.w2(), gradients.w2());
    b1 = bias(parameters.b1(), gradients.b1());
    b2 = bias(parameters.b2(), gradients.b2());
  }

  private @Nullable Variable<M> bias(@Nullable M value, @Nullable M gradient) {
    return value == null || gradient == null ? null : tape.parameter(value, gradient);
  }

  @Override
  public double forward() {
    tape.rewind();
    Scalar error = tape.affineSquaredError(tape.affineRelu(x, w1, b1), w2, b2, y, output);
    if (error != loss) {
      // Mostly it is the same: a store would still cost what the collector wants to know of it.
      loss = error;
    }
    return error.value();
  }

  @Override
  public void backward() {
    if (loss == null) {
      throw new IllegalStateException("backward needs a forward pass before it");
    }
    tape.backwardFromZero(loss);
  }

  @Override
  public Parameters<M> gradients() {
    return gradients;
  }

  @Override
  public M output() {
    if (loss == null) {
      throw new IllegalStateException("there is no output before the first forward pass");
    }
    return output;
  }
}
