package io.github.backpropbench.conformance;

import io.github.backpropbench.kernel.TwoLayers;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A problem's network of two layers on a kernel: its parameters, and poisoned everything else. */
final class NetworkMatrices<M> {
  final TwoLayers<M> network;
  private final KernelSubject<M> subject;
  private final Problem problem;

  NetworkMatrices(KernelSubject<M> subject, Problem problem, boolean bias) {
    this.subject = subject;
    this.problem = problem;
    NetworkShape shape = problem.shape();
    int samples = problem.rows();
    int inputs = shape.inputs();
    int units = shape.outputs(0);
    int outputs = shape.outputs();
    network =
        new TwoLayers<>(
            subject.matrix(inputs, units, problem.layers().get(0).w()),
            bias ? bias(0, units) : null,
            subject.matrix(units, outputs, problem.layers().get(1).w()),
            bias ? bias(1, outputs) : null,
            subject.poisoned(inputs, units),
            bias ? subject.poisoned(1, units) : null,
            subject.poisoned(units, outputs),
            bias ? subject.poisoned(1, outputs) : null,
            subject.poisoned(samples, units),
            subject.poisoned(samples, units),
            subject.poisoned(samples, outputs),
            subject.poisoned(samples, outputs),
            subject.poisoned(samples, units));
  }

  private M bias(int layer, int columns) {
    return subject.matrix(1, columns, Objects.requireNonNull(problem.layers().get(layer).b()));
  }

  /** Of each layer, that of the weights and, if there is one, that of the bias. */
  List<List<M>> gradients() {
    return List.of(
        all(network.w1Gradient(), network.b1Gradient()),
        all(network.w2Gradient(), network.b2Gradient()));
  }

  private static <M> List<M> all(M w, @Nullable M b) {
    return b == null ? List.of(w) : List.of(w, b);
  }

  void assertParametersUnchanged(String operation) {
    Layer<double[]> first = problem.layers().get(0);
    Layer<double[]> second = problem.layers().get(1);
    subject.assertUnchanged(network.w1(), first.w(), operation);
    subject.assertUnchanged(network.w2(), second.w(), operation);
    assertUnchanged(network.b1(), first.b(), operation);
    assertUnchanged(network.b2(), second.b(), operation);
  }

  private void assertUnchanged(@Nullable M bias, double @Nullable [] values, String operation) {
    if (bias != null && values != null) {
      subject.assertUnchanged(bias, values, operation);
    }
  }
}
