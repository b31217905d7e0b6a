package io.github.backpropbench.gradient;

import io.github.backpropbench.autograd.Scalar;
import io.github.backpropbench.autograd.Tape;
import io.github.backpropbench.autograd.Variable;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The network as a program for a tape, one primitive operation after the other, as one would write
 * it in an eager framework. Nothing here knows a derivative.
 */
final class RecordedNetwork<M> {
  private final LossKind loss;
  private final Tape<M> tape;
  private final Variable<M> x;
  private final Variable<M> y;
  private final Variable<M>[] weights;
  private final @Nullable Variable<M>[] biases;
  private @Nullable Variable<M> output;

  /** The network on a tape of its own. */
  RecordedNetwork(
      LossKind loss,
      Tape<M> tape,
      Batch<M> batch,
      Parameters<M> parameters,
      Parameters<M> gradients) {
    this.loss = loss;
    this.tape = tape;
    x = tape.constant(batch.x());
    y = tape.constant(batch.y());
    weights = variables(parameters.weights(), gradients.weights());
    biases = variables(parameters.biases(), gradients.biases());
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

  /** Later recordings use this batch. */
  void use(Batch<M> batch) {
    x.set(batch.x());
    y.set(batch.y());
  }

  /** Records the network and returns its loss. */
  Scalar record() {
    tape.rewind();
    Variable<M> a = x;
    int last = weights.length - 1;
    for (int i = 0; i <= last; i++) {
      a = tape.multiply(a, weights[i]);
      Variable<M> b = biases[i];
      if (b != null) {
        a = tape.addRow(a, b);
      }
      if (i < last) {
        a = tape.relu(a);
      }
    }
    if (output != a) {
      // Even a store of the same reference has a garbage collector's barrier.
      output = a;
    }
    return tape.loss(loss, a, y);
  }

  /** The network's output of the last recording. */
  M output() {
    if (output == null) {
      throw new IllegalStateException("there is no output before the first forward pass");
    }
    return output.value();
  }
}
