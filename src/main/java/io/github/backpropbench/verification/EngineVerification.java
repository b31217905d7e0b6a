package io.github.backpropbench.verification;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.NetworkPass;
import io.github.backpropbench.oracle.RelativeError;
import io.github.backpropbench.oracle.TrainingOracle;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a training of which only losses and parameters can be seen, as an engine's, against the
 * float64 oracle: after each of its first steps, on the same problem that is timed afterwards. The
 * losses are checked from the start, and the parameters after a restart, too, when the steps are
 * taken as they are measured.
 */
public final class EngineVerification {
  private static final int FIRST_STEPS = 3;

  private final Training training;
  private final Problem problem;
  private final TrainingSettings settings;
  private final @Nullable RowOrder order;
  private final double roundoff;

  /**
   * @param order another one like the training's, of minibatches; null if each step takes all rows
   */
  public EngineVerification(
      Training training,
      Precision precision,
      Problem problem,
      TrainingSettings settings,
      @Nullable RowOrder order) {
    this.training = training;
    this.problem = problem;
    this.settings = settings;
    this.order = order;
    roundoff = precision.unitRoundoff();
  }

  /**
   * Checks the first steps, or an epoch of minibatches and the start of the next, and leaves the
   * training at its starting weights.
   *
   * @throws VerificationException if a loss or a parameter is wrong
   */
  public void training() {
    firstSteps(true);
    training.restart();
    firstSteps(false);
    training.restart();
  }

  private void firstSteps(boolean losses) {
    TrainingOracle oracle = NetworkVerification.oracle(problem, settings);
    ParameterDoubt doubt = new ParameterDoubt(problem, settings, roundoff);
    if (order != null) {
      order.restart();
    }
    double scale = 0.0;
    for (int i = 0; i < (order == null ? FIRST_STEPS : order.minibatches() + 2); i++) {
      NetworkPass expected = oracle.pass(nextRows());
      scale = Math.max(scale, expected.lossScale());
      if (losses) {
        VerificationException.require(
            "the loss at step " + i,
            NetworkVerification.lossError(training.runForLoss(), expected, scale),
            NetworkVerification.lossTolerance(problem, roundoff, i));
      } else {
        training.run();
      }
      doubt.add(expected);
      oracle.step(expected);
      check(oracle.layers(), doubt, " after " + (losses ? "" : "a restart and ") + steps(i + 1));
    }
  }

  private int[] nextRows() {
    if (order == null) {
      return IntStream.range(0, problem.rows()).toArray();
    }
    order.advance();
    return order.current();
  }

  private void check(List<Layer<double[]>> expected, ParameterDoubt doubt, String when) {
    List<Layer<double[]>> actual = training.layers();
    if (actual.size() != expected.size()) {
      throw new VerificationException(
          "the network has " + actual.size() + " layers, not " + expected.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      List<double[]> values = actual.get(i).all().toList();
      List<double[]> right = expected.get(i).all().toList();
      if (values.size() != right.size()) {
        throw new VerificationException(
            "layer " + (i + 1) + (right.size() == 2 ? " lacks its bias" : " has a bias"));
      }
      for (int j = 0; j < right.size(); j++) {
        VerificationException.require(
            (j == 0 ? "w" : "b") + (i + 1) + when,
            RelativeError.worst(values.get(j), right.get(j), doubt.of(i, j)),
            doubt.tolerance());
      }
    }
  }

  private static String steps(int count) {
    return count == 1 ? "one step" : count + " steps";
  }
}
