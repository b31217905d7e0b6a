package io.github.backpropbench.training;

import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;

/** The four ways in which the original experiment trains its network, in its order. */
public enum ExperimentMethod {
  MANUAL_WITHOUT_BIAS("manual, no bias", GradientKind.MANUAL, OptimizerKind.SGD, false),
  MANUAL_WITH_BIAS("manual, bias", GradientKind.NOTEBOOK, OptimizerKind.SGD, true),
  AUTOGRAD("autograd", GradientKind.AUTOGRAD, OptimizerKind.SGD, true),
  AUTOGRAD_WITH_ADAM("autograd with Adam", GradientKind.AUTOGRAD, OptimizerKind.ADAM, true);

  /** The original's network. */
  public static final NetworkShape SHAPE = new NetworkShape(3, 2, 1);

  public static final int BATCH = 64;

  /** The length of a training. */
  public static final int STEPS = 500;

  public static final double LEARNING_RATE = 1e-6;

  private final String title;
  private final GradientKind gradient;
  private final OptimizerKind optimizer;
  private final boolean bias;

  ExperimentMethod(String title, GradientKind gradient, OptimizerKind optimizer, boolean bias) {
    this.title = title;
    this.gradient = gradient;
    this.optimizer = optimizer;
    this.bias = bias;
  }

  /** The method's name in tables and legends. */
  public String title() {
    return title;
  }

  public TrainingSettings settings(double learningRate) {
    return new TrainingSettings(gradient, optimizer, bias, learningRate);
  }
}
