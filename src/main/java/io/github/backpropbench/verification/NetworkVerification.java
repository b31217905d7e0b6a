package io.github.backpropbench.verification;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.oracle.NetworkPass;
import io.github.backpropbench.oracle.RelativeError;
import io.github.backpropbench.oracle.TrainingOracle;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks a network on a backend against the float64 oracle, on the same problem that is timed
 * afterwards. Each method leaves the step at its starting weights.
 *
 * <p>Tolerances are those of {@link RelativeError#tolerance} for the sums that the result went
 * through.
 */
public final class NetworkVerification<M> {
  /** Enough for each of an optimizer's updates to show in the losses that follow. */
  private static final int FIRST_STEPS = 3;

  /**
   * Each step's update carries the rounding of its gradients into the next loss, where it is
   * smaller than that of the loss itself as long as the steps are small; this leaves room for it.
   */
  private static final double ROOM_FOR_UPDATES = 4.0;

  private final TrainingStep<M> step;
  private final Problem problem;
  private final TrainingSettings settings;
  private final @Nullable RowOrder order;
  private final double roundoff;

  public NetworkVerification(TrainingStep<M> step, Problem problem, TrainingSettings settings) {
    this(step, problem, settings, null);
  }

  /**
   * @param order another one like the step's, of minibatches; null if each step takes all rows
   */
  public NetworkVerification(
      TrainingStep<M> step, Problem problem, TrainingSettings settings, @Nullable RowOrder order) {
    this.step = step;
    this.problem = problem;
    this.settings = settings;
    this.order = order;
    roundoff = step.kernel().precision().unitRoundoff();
  }

  /**
   * Checks the output and the loss of a forward pass.
   *
   * @throws VerificationException if either is wrong
   */
  public void forward() {
    forward(oracle(problem, settings).pass());
  }

  /**
   * Checks a forward pass and the gradients of a backward pass after it.
   *
   * @throws VerificationException if any is wrong
   */
  public void backward() {
    backward(oracle(problem, settings).pass());
  }

  private void backward(NetworkPass expected) {
    forward(expected);
    Gradients gradients = gradients(expected);
    step.gradient().backward();
    check(gradients, "");
    step.gradient().backward();
    check(gradients, " of a second backward pass");
  }

  /**
   * Checks a forward and a backward pass, and the losses of the first steps of a training.
   *
   * @throws VerificationException if any is wrong
   */
  public void training() {
    if (order != null) {
      trainingOnMinibatches(order);
      return;
    }
    NetworkPass expected = oracle(problem, settings).pass();
    backward(expected);
    double loss = step.gradient().lossAndGradients();
    VerificationException.require(
        "the loss of both passes", lossError(loss, expected), tolerance(lossTerms(problem)));
    check(gradients(expected), " of both passes");
    firstSteps(step::run, problem, settings, step.kernel().precision());
    step.restart();
    double again = step.gradient().forward();
    VerificationException.require(
        "the loss after a restart", lossError(again, expected), tolerance(lossTerms(problem)));
  }

  /**
   * An epoch and the start of the next; after a restart, the same again. A loss that has become
   * small has the rounding errors of the large ones before it, and every step adds the rounding of
   * its update.
   */
  private void trainingOnMinibatches(RowOrder rowOrder) {
    for (int pass = 0; pass < 2; pass++) {
      TrainingOracle oracle = oracle(problem, settings);
      double scale = 0.0;
      rowOrder.restart();
      for (int i = 0; i < rowOrder.minibatches() + 2; i++) {
        rowOrder.advance();
        int from = rowOrder.first();
        int[] rows = Arrays.copyOfRange(rowOrder.rows(), from, from + rowOrder.count());
        NetworkPass expected = oracle.pass(rows);
        scale = Math.max(scale, expected.lossScale());
        VerificationException.require(
            "the loss at step " + i,
            lossError(step.run(), expected, scale),
            lossTolerance(problem, roundoff, i));
        if (i == 0) {
          check(gradients(expected), "");
        }
        oracle.step(expected);
      }
      step.restart();
    }
  }

  /**
   * Checks the losses of a training's first steps, however these are implemented.
   *
   * @param step takes one step and returns the loss before its update
   * @throws VerificationException if a loss is wrong
   */
  public static void firstSteps(
      DoubleSupplier step, Problem problem, TrainingSettings settings, Precision precision) {
    TrainingOracle oracle = oracle(problem, settings);
    double tolerance =
        ROOM_FOR_UPDATES * RelativeError.tolerance(precision.unitRoundoff(), lossTerms(problem));
    for (int i = 0; i < FIRST_STEPS; i++) {
      NetworkPass expected = oracle.pass();
      double error = lossError(step.getAsDouble(), expected);
      VerificationException.require("the loss at step " + i, error, tolerance);
      oracle.step(expected);
    }
  }

  /**
   * Of a loss after some steps.
   *
   * @param steps that were taken before it
   */
  static double lossTolerance(Problem problem, double roundoff, int steps) {
    return (steps + 1) * ROOM_FOR_UPDATES * RelativeError.tolerance(roundoff, lossTerms(problem));
  }

  private static double lossError(double loss, NetworkPass expected) {
    return lossError(loss, expected, expected.lossScale());
  }

  static double lossError(double loss, NetworkPass expected, double scale) {
    double difference = Math.abs(loss - expected.loss());
    return difference == 0.0 ? 0.0 : difference / scale;
  }

  private void forward(NetworkPass expected) {
    double loss = step.gradient().forward();
    double[] output = Matrices.download(step.kernel(), step.gradient().output());
    VerificationException.require(
        "the network's output",
        RelativeError.worst(output, expected.output()),
        tolerance(forwardTerms(problem.shape())));
    VerificationException.require(
        "the loss", lossError(loss, expected), tolerance(lossTerms(problem)));
  }

  /** What the gradients should be, and how much of a difference is not counted. */
  private record Gradients(List<Layer<double[]>> expected, List<Layer<double[]>> doubt) {}

  private Gradients gradients(NetworkPass pass) {
    return new Gradients(
        pass.gradients(), pass.gradientDoubt(tolerance(forwardTerms(problem.shape()))));
  }

  private void check(Gradients gradients, String which) {
    List<Layer<double[]>> actual = step.gradient().gradients().download(step.kernel());
    for (int i = 0; i < actual.size(); i++) {
      List<double[]> values = actual.get(i).all().toList();
      List<double[]> right = gradients.expected().get(i).all().toList();
      List<double[]> free = gradients.doubt().get(i).all().toList();
      for (int j = 0; j < right.size(); j++) {
        VerificationException.require(
            (j == 0 ? "dW" : "db") + (i + 1) + which,
            RelativeError.worst(values.get(j), right.get(j), free.get(j)),
            tolerance(backwardTerms(problem)));
      }
    }
  }

  static TrainingOracle oracle(Problem problem, TrainingSettings settings) {
    return new TrainingOracle(
        problem, settings.bias(), settings.gradient(), settings.loss(), settings.optimizer());
  }

  private double tolerance(int terms) {
    return RelativeError.tolerance(roundoff, terms);
  }

  /** The terms of the sums that an output goes through: in each layer, its inputs and the bias. */
  static int forwardTerms(NetworkShape shape) {
    int terms = 0;
    for (int i = 0; i < shape.layers(); i++) {
      terms += shape.inputs(i) + 1;
    }
    return terms;
  }

  /** The terms of the sums that the loss goes through. */
  private static int lossTerms(Problem problem) {
    return forwardTerms(problem.shape()) + problem.rows() * problem.shape().outputs();
  }

  /** The terms of the sums that a gradient goes through, there and back. */
  static int backwardTerms(Problem problem) {
    int terms = forwardTerms(problem.shape()) + problem.rows();
    for (int i = 1; i < problem.shape().layers(); i++) {
      terms += problem.shape().outputs(i);
    }
    return terms;
  }
}
