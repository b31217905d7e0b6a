package io.github.backpropbench.gradient;

import io.github.backpropbench.autograd.Scalar;
import io.github.backpropbench.autograd.Tape;
import io.github.backpropbench.autograd.Variable;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The exact gradients by reverse mode: each forward pass records the network on a tape anew, as an
 * eager framework does, and the backward pass walks the tape back. Nothing here knows a derivative.
 */
public final class AutogradGradient<M> implements Gradient<M> {
  private final LossKind kind;
  private final Tape<M> tape;
  private final Parameters<M> gradients;
  private final Variable<M> x;
  private final Variable<M> y;
  private final Variable<M>[] weights;
  private final @Nullable Variable<M>[] biases;

  // Those of the first and the last layer again, which saves their look-up in small networks.
  private final Variable<M> firstW;
  private final @Nullable Variable<M> firstB;
  private final Variable<M> lastW;
  private final @Nullable Variable<M> lastB;
  private final M output;
  private @Nullable Scalar loss;

  public AutogradGradient(
      LossKind kind,
      MatrixKernel<M> kernel,
      Batch<M> batch,
      Parameters<M> parameters,
      Parameters<M> gradients) {
    this.kind = kind;
    this.gradients = gradients;
    tape = new Tape<>(kernel);
    output = kernel.allocate(kernel.rows(batch.y()), kernel.columns(batch.y()));
    x = tape.constant(batch.x());
    y = tape.constant(batch.y());
    weights = variables(parameters.weights(), gradients.weights());
    biases = variables(parameters.biases(), gradients.biases());
    firstW = weights[0];
    firstB = biases[0];
    lastW = weights[weights.length - 1];
    lastB = biases[biases.length - 1];
  }

  /** A parameter of the tape for each matrix that exists. */
  private @Nullable Variable<M>[] variables(@Nullable M[] values, @Nullable M[] valueGradients) {
    @SuppressWarnings("unchecked") // Java has no arrays of a generic type
    @Nullable Variable<M>[] variables = (Variable<M>[]) new Variable<?>[values.length];
    for (int i = 0; i < values.length; i++) {
      M value = values[i];
      M gradient = valueGradients[i];
      variables[i] = value == null || gradient == null ? null : tape.parameter(value, gradient);
    }
    return variables;
  }

  @Override
  public void use(Batch<M> batch) {
    x.set(batch.x());
    y.set(batch.y());
  }

  @Override
  public double forward() {
    tape.rewind();
    Variable<M> a = x;
    int last = weights.length - 1;
    if (last > 0) {
      a = tape.affineRelu(a, firstW, firstB);
      for (int i = 1; i < last; i++) {
        a = tape.affineRelu(a, weights[i], biases[i]);
      }
    }
    Scalar error = tape.affineLoss(kind, a, lastW, lastB, y, output);
    if (error != loss) {
      // It is almost always the same, and even a store of the same reference has a GC barrier.
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
