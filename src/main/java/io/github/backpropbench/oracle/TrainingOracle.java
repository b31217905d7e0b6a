package io.github.backpropbench.oracle;

import io.github.backpropbench.problem.Problem;

/** A whole training in float64, step by step. Starts at the problem's weights. */
public final class TrainingOracle {
  private final Problem problem;
  private final boolean bias;
  private final GradientRule gradientRule;
  private final UpdateRule updateRule;
  private final double learningRate;
  private final ParameterArrays parameters;
  private final ParameterArrays firstMoments;
  private final ParameterArrays secondMoments;
  private int steps;

  /**
   * Starts a training; nothing is computed yet.
   *
   * @param bias whether the network has biases; if not, those of the problem are left aside
   * @throws IllegalArgumentException if there is to be a bias and the problem has none, or if the
   *     gradient is that of the notebook, which has a bias, and there is to be none
   */
  public TrainingOracle(
      Problem problem,
      boolean bias,
      GradientRule gradientRule,
      UpdateRule updateRule,
      double learningRate) {
    if (gradientRule == GradientRule.NOTEBOOK && !bias) {
      throw new IllegalArgumentException("the notebook gradient needs a bias");
    }
    this.problem = problem;
    this.bias = bias;
    this.gradientRule = gradientRule;
    this.updateRule = updateRule;
    this.learningRate = learningRate;
    parameters = ParameterArrays.startOf(problem, bias);
    firstMoments = ParameterArrays.zeros(problem);
    secondMoments = ParameterArrays.zeros(problem);
  }

  /** The network's output, loss and gradients at the present parameters. */
  public NetworkPass pass() {
    return new NetworkPass(problem, parameters, bias, gradientRule);
  }

  /** Makes one step and returns the loss before its update. */
  public double step() {
    NetworkPass pass = pass();
    ParameterArrays gradients = pass.gradients();
    steps++;
    for (int i = 0; i < parameters.all().size(); i++) {
      update(
          gradients.all().get(i),
          firstMoments.all().get(i),
          secondMoments.all().get(i),
          parameters.all().get(i));
    }
    return pass.loss();
  }

  private void update(double[] gradient, double[] first, double[] second, double[] parameter) {
    if (updateRule == UpdateRule.ADAM) {
      KernelOracle.adamUpdate(steps, learningRate, gradient, first, second, parameter);
      return;
    }
    for (int i = 0; i < parameter.length; i++) {
      parameter[i] -= learningRate * gradient[i];
    }
  }

  /** The parameters after the steps made so far, a copy. */
  public ParameterArrays parameters() {
    return parameters.copy();
  }

  /** Adam's first moments after the steps made so far, a copy; zeros with SGD. */
  public ParameterArrays firstMoments() {
    return firstMoments.copy();
  }

  /** Adam's second moments after the steps made so far, a copy; zeros with SGD. */
  public ParameterArrays secondMoments() {
    return secondMoments.copy();
  }
}
