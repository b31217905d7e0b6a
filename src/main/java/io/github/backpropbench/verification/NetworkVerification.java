package io.github.backpropbench.verification;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.oracle.NetworkPass;
import io.github.backpropbench.oracle.ParameterArrays;
import io.github.backpropbench.oracle.RelativeError;
import io.github.backpropbench.oracle.TrainingOracle;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainedParameters;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import java.util.Objects;

/**
 * Holds a network on a backend against the float64 oracle, on the very problem that is timed
 * afterwards. Each method leaves the step at its starting weights.
 *
 * <p>Tolerances are those of {@link RelativeError#tolerance} for the sums that the result went
 * through.
 */
public final class NetworkVerification<M> {
  private final TrainingStep<M> step;
  private final Problem problem;
  private final TrainingSettings settings;
  private final double roundoff;
  private final int forwardTerms;
  private final int lossTerms;
  private final int backwardTerms;

  public NetworkVerification(TrainingStep<M> step, Problem problem, TrainingSettings settings) {
    this.step = step;
    this.problem = problem;
    this.settings = settings;
    roundoff = step.kernel().precision().unitRoundoff();
    forwardTerms = LossVerification.forwardTerms(problem);
    lossTerms = LossVerification.lossTerms(problem);
    backwardTerms = forwardTerms + problem.shape().outputs() + problem.batch();
  }

  /**
   * Checks the output and the loss of a forward pass.
   *
   * @throws VerificationException if either is wrong
   */
  public void forward() {
    forward(oracle().pass());
  }

  /**
   * Checks a forward pass and the gradients of a backward pass after it.
   *
   * @throws VerificationException if any is wrong
   */
  public void backward() {
    NetworkPass expected = oracle().pass();
    forward(expected);
    step.gradient().backward();
    checkGradients(expected, "");
    step.gradient().backward();
    checkGradients(expected, " of a second backward pass");
  }

  /**
   * Checks a forward and a backward pass, and the losses of the first steps of a training.
   *
   * @throws VerificationException if any is wrong
   */
  public void training() {
    backward();
    LossVerification.firstSteps(step::run, problem, settings, step.kernel().precision());
    step.restart();
    double again = step.gradient().forward();
    VerificationException.require(
        "the loss after a restart",
        RelativeError.of(again, oracle().pass().loss()),
        tolerance(lossTerms));
  }

  private void forward(NetworkPass expected) {
    double loss = step.gradient().forward();
    double[] output = download(step.gradient().output());
    VerificationException.require(
        "the network's output",
        RelativeError.worst(output, expected.output()),
        tolerance(forwardTerms));
    VerificationException.require(
        "the loss", RelativeError.of(loss, expected.loss()), tolerance(lossTerms));
  }

  private void checkGradients(NetworkPass pass, String which) {
    TrainedParameters actual = TrainedParameters.of(step.kernel(), step.gradient().gradients());
    ParameterArrays expected = pass.gradients();
    ParameterArrays doubt = pass.gradientDoubt(tolerance(forwardTerms));
    check("dW1" + which, actual.w1(), expected.w1(), doubt.w1());
    check("dW2" + which, actual.w2(), expected.w2(), doubt.w2());
    if (settings.bias()) {
      check("db1" + which, Objects.requireNonNull(actual.b1()), expected.b1(), doubt.b1());
      check("db2" + which, Objects.requireNonNull(actual.b2()), expected.b2(), doubt.b2());
    }
  }

  private void check(String what, double[] actual, double[] expected, double[] doubt) {
    VerificationException.require(
        what, RelativeError.worst(actual, expected, doubt), tolerance(backwardTerms));
  }

  private TrainingOracle oracle() {
    return LossVerification.oracle(problem, settings);
  }

  private double tolerance(int terms) {
    return RelativeError.tolerance(roundoff, terms);
  }

  private double[] download(M matrix) {
    MatrixKernel<M> kernel = step.kernel();
    double[] values = new double[kernel.rows(matrix) * kernel.columns(matrix)];
    kernel.download(matrix, values);
    return values;
  }
}
