package io.github.backpropbench.benchmark.direct;

import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.Problem;
import java.util.List;
import java.util.Objects;

/**
 * The starting weights of a network with one hidden layer and bias, the only one of a direct step.
 */
record OneHiddenLayer(int hidden, double[] w1, double[] b1, double[] w2, double[] b2) {

  /**
   * The problem's weights.
   *
   * @throws IllegalArgumentException if its network has no bias, or not exactly one hidden layer
   */
  static OneHiddenLayer of(Problem problem) {
    int hidden = problem.shape().onlyHidden("a step written directly against a library");
    List<Layer<double[]>> layers = problem.startingLayers(true);
    return new OneHiddenLayer(
        hidden,
        layers.get(0).w(),
        Objects.requireNonNull(layers.get(0).b()),
        layers.get(1).w(),
        Objects.requireNonNull(layers.get(1).b()));
  }
}
