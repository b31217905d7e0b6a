package io.github.backpropbench.verification;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.GradientRule;
import io.github.backpropbench.oracle.RelativeError;
import io.github.backpropbench.oracle.TrainingOracle;
import io.github.backpropbench.oracle.UpdateRule;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainingSettings;
import java.util.function.DoubleSupplier;

/** Holds the losses of a training's first steps, however it is made, against the oracle's. */
public final class LossVerification {
  /** Enough to see each of an optimizer's updates in the losses that follow. */
  private static final int STEPS = 3;

  /**
   * Each step's update carries the rounding of its gradients into the next loss, where it is
   * smaller than that of the loss itself as long as the steps are small; this leaves room for it.
   */
  private static final double ROOM_FOR_UPDATES = 4.0;

  private LossVerification() {}

  /**
   * Takes the first steps of a training.
   *
   * @param step takes one and returns the loss before its update
   * @throws VerificationException if a loss is wrong
   */
  public static void firstSteps(
      DoubleSupplier step, Problem problem, TrainingSettings settings, Precision precision) {
    TrainingOracle oracle = oracle(problem, settings);
    double tolerance =
        ROOM_FOR_UPDATES * RelativeError.tolerance(precision.unitRoundoff(), lossTerms(problem));
    for (int i = 0; i < STEPS; i++) {
      double error = RelativeError.of(step.getAsDouble(), oracle.step());
      VerificationException.require("the loss at step " + i, error, tolerance);
    }
  }

  static TrainingOracle oracle(Problem problem, TrainingSettings settings) {
    return new TrainingOracle(
        problem,
        settings.bias(),
        settings.gradient() == GradientKind.NOTEBOOK ? GradientRule.NOTEBOOK : GradientRule.EXACT,
        settings.optimizer() == OptimizerKind.ADAM ? UpdateRule.ADAM : UpdateRule.SGD,
        settings.learningRate());
  }

  /** The terms of the sums that an output goes through. */
  static int forwardTerms(Problem problem) {
    return problem.shape().inputs() + problem.shape().hidden() + 2;
  }

  /** The terms of the sums that the loss goes through. */
  static int lossTerms(Problem problem) {
    return forwardTerms(problem) + problem.batch() * problem.shape().outputs();
  }
}
