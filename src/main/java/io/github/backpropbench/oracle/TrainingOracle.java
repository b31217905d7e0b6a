package io.github.backpropbench.oracle;

import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import java.util.List;

/** A whole training in float64, step by step. Starts at the problem's weights. */
public final class TrainingOracle {
  private final Problem problem;
  private final boolean notebook;
  private final OptimizerKind optimizer;
  private final double learningRate;
  private final List<Layer<double[]>> layers;

  /** The arrays of the layers, and Adam's moments of each. */
  private final List<double[]> parameters;

  private final List<double[]> firstMoments;
  private final List<double[]> secondMoments;
  private int steps;

  /**
   * Starts a training; nothing is computed yet.
   *
   * @param bias whether the network has biases; if not, those of the problem are left out
   * @param gradient of all kinds but {@code notebook}, the result is the same: the loss's gradient
   * @throws IllegalArgumentException if there is to be a bias and the problem has none, or if the
   *     gradient is {@code notebook}, and the network has no bias or not exactly one hidden layer
   */
  public TrainingOracle(
      Problem problem,
      boolean bias,
      GradientKind gradient,
      OptimizerKind optimizer,
      double learningRate) {
    notebook = gradient == GradientKind.NOTEBOOK;
    if (notebook && !bias) {
      throw new IllegalArgumentException("the notebook gradient needs a bias");
    }
    if (notebook) {
      problem.shape().onlyHidden("the notebook gradient");
    }
    this.problem = problem;
    this.optimizer = optimizer;
    this.learningRate = learningRate;
    layers =
        problem.startingLayers(bias).stream().map(l -> l.<double[]>map(double[]::clone)).toList();
    parameters = layers.stream().flatMap(Layer::all).toList();
    firstMoments = parameters.stream().map(p -> new double[p.length]).toList();
    secondMoments = parameters.stream().map(p -> new double[p.length]).toList();
  }

  /** The network's output, loss and gradients at the present parameters. */
  public NetworkPass pass() {
    return new NetworkPass(problem, layers, notebook);
  }

  /** Takes one step and returns the loss before its update. */
  public double step() {
    NetworkPass pass = pass();
    List<double[]> gradients = pass.gradients().stream().flatMap(Layer::all).toList();
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      double[] gradient = gradients.get(i);
      double[] parameter = parameters.get(i);
      switch (optimizer) {
        case SGD -> descend(gradient, parameter);
        case ADAM ->
            KernelOracle.adamUpdate(
                steps,
                learningRate,
                gradient,
                firstMoments.get(i),
                secondMoments.get(i),
                parameter);
      }
    }
    return pass.loss();
  }

  private void descend(double[] gradient, double[] parameter) {
    for (int i = 0; i < parameter.length; i++) {
      parameter[i] -= learningRate * gradient[i];
    }
  }
}
