package io.github.backpropbench.oracle;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import java.util.List;

/** A whole training in float64, step by step. Starts at the problem's weights. */
public final class TrainingOracle {
  private final Problem problem;
  private final LossKind loss;
  private final boolean notebook;
  private final OptimizerSettings optimizer;
  private final List<Layer<double[]>> layers;

  /** The arrays of the layers, and the optimizer's moments of each. */
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
      LossKind loss,
      OptimizerSettings optimizer) {
    notebook = gradient == GradientKind.NOTEBOOK;
    if (notebook && !bias) {
      throw new IllegalArgumentException("the notebook gradient needs a bias");
    }
    if (notebook) {
      problem.shape().onlyHidden("the notebook gradient");
    }
    this.problem = problem;
    this.loss = loss;
    this.optimizer = optimizer;
    layers =
        problem.startingLayers(bias).stream().map(l -> l.<double[]>map(double[]::clone)).toList();
    parameters = layers.stream().flatMap(Layer::all).toList();
    firstMoments = parameters.stream().map(p -> new double[p.length]).toList();
    secondMoments = parameters.stream().map(p -> new double[p.length]).toList();
  }

  /** The network's output, loss and gradients for all rows, at the present parameters. */
  public NetworkPass pass() {
    return new NetworkPass(problem, layers, loss, notebook);
  }

  /** As {@link #pass()}, for a minibatch of the problem's rows. */
  public NetworkPass pass(int... rows) {
    return new NetworkPass(problem.selected(rows), layers, loss, notebook);
  }

  /** The present parameters, which change with each step. */
  public List<Layer<double[]>> layers() {
    return layers;
  }

  /** Takes one step on all rows and returns the loss before its update. */
  public double step() {
    return step(pass());
  }

  /** Takes one step on a minibatch and returns the loss before its update. */
  public double step(int... rows) {
    return step(pass(rows));
  }

  /** Takes one step by a pass at the present parameters, and returns the loss before its update. */
  public double step(NetworkPass pass) {
    List<double[]> gradients = pass.gradients().stream().flatMap(Layer::all).toList();
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      update(gradients.get(i), firstMoments.get(i), secondMoments.get(i), parameters.get(i));
    }
    return pass.loss();
  }

  private void update(
      double[] gradient, double[] firstMoment, double[] secondMoment, double[] parameter) {
    double rate = optimizer.learningRate();
    switch (optimizer.kind()) {
      // The first moment of plain gradient descent forgets at once.
      case SGD -> KernelOracle.momentumUpdate(0.0, rate, gradient, firstMoment, parameter);
      case MOMENTUM ->
          KernelOracle.momentumUpdate(optimizer.momentum(), rate, gradient, firstMoment, parameter);
      case ADAM ->
          KernelOracle.adamUpdate(steps, rate, gradient, firstMoment, secondMoment, parameter);
      case ADAMW -> {
        for (int i = 0; i < parameter.length; i++) {
          parameter[i] -= rate * optimizer.weightDecay() * parameter[i];
        }
        KernelOracle.adamUpdate(steps, rate, gradient, firstMoment, secondMoment, parameter);
      }
      default -> throw new IllegalArgumentException("no formula for " + optimizer.kind().label());
    }
  }
}
