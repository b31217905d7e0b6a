package io.github.backpropbench.verification;

import io.github.backpropbench.oracle.NetworkPass;
import io.github.backpropbench.oracle.RelativeError;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainingSettings;
import java.util.List;

/**
 * How far rounding may have moved the parameters of a training, step by step. There are two parts.
 *
 * <p>The error of a gradient moves a parameter by the learning rate times as much; with momentum it
 * comes back, 1/(1 − μ) times in the end. An adaptive optimizer moves a parameter by about the
 * learning rate, whatever the gradient's size: the error counts relative to the gradient, and where
 * not even its sign is certain, the whole step is in doubt, there and back.
 *
 * <p>A parameter is rounded whenever something is added to it: once in a step, or once for each row
 * where an engine adds up the gradients in the parameter itself. That error is relative to the
 * parameter.
 */
final class ParameterDoubt {
  /** The first steps are small, so that an error hardly grows in those that follow. */
  private static final double ROOM_FOR_STEPS = 4.0;

  private final Problem problem;
  private final OptimizerSettings optimizer;
  private final double roundoff;
  private final List<List<double[]>> sums;
  private int additions;

  ParameterDoubt(Problem problem, TrainingSettings settings, double roundoff) {
    this.problem = problem;
    this.optimizer = settings.optimizer();
    this.roundoff = roundoff;
    sums =
        problem.startingLayers(settings.bias()).stream()
            .map(layer -> layer.all().map(values -> new double[values.length]).toList())
            .toList();
  }

  /** Adds that of a step. */
  void add(NetworkPass pass) {
    additions += problem.rows() + 1;
    double relative = RelativeError.tolerance(roundoff, NetworkVerification.backwardTerms(problem));
    List<Layer<double[]>> gradients = pass.gradients();
    List<Layer<double[]>> doubts =
        pass.gradientDoubt(
            RelativeError.tolerance(roundoff, NetworkVerification.forwardTerms(problem.shape())));
    for (int i = 0; i < gradients.size(); i++) {
      List<double[]> gradient = gradients.get(i).all().toList();
      List<double[]> doubt = doubts.get(i).all().toList();
      for (int j = 0; j < gradient.size(); j++) {
        add(gradient.get(j), doubt.get(j), relative, sums.get(i).get(j));
      }
    }
  }

  private void add(double[] gradient, double[] doubt, double relative, double[] sum) {
    double size = RelativeError.rootMeanSquare(gradient);
    for (int i = 0; i < sum.length; i++) {
      double error = relative * Math.max(size, Math.abs(gradient[i])) + doubt[i];
      sum[i] += ROOM_FOR_STEPS * optimizer.learningRate() * update(gradient[i], error);
    }
  }

  /** The error of an update, in learning rates. */
  private double update(double gradient, double error) {
    return switch (optimizer.kind()) {
      case SGD -> error;
      case MOMENTUM -> error / (1.0 - Math.min(optimizer.momentum(), 0.99));
      case ADAM, ADAMW -> error == 0.0 ? 0.0 : Math.min(2.0, error / Math.abs(gradient));
    };
  }

  /**
   * The first part so far.
   *
   * @param parameter 0 for the weights of the layer, 1 for its bias
   */
  double[] of(int layer, int parameter) {
    return sums.get(layer).get(parameter);
  }

  /** The second part so far, as a relative error. */
  double tolerance() {
    return RelativeError.tolerance(roundoff, additions);
  }
}
