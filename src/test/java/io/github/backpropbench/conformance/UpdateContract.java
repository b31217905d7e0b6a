package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.oracle.KernelOracle;
import io.github.backpropbench.oracle.RelativeError;
import org.junit.jupiter.api.Test;

/** The updates of the optimizers, over several steps with a new gradient each. */
interface UpdateContract<M> extends KernelUnderTest<M> {
  int STEPS = 5;

  /** Large, so that the updates are of the parameters' own size and an error in one shows. */
  double LEARNING_RATE = 0.1;

  /** Large, so that a decay that is left out shows. */
  double WEIGHT_DECAY = 0.5;

  @Test
  default void adamUpdateAgreesWithTheOracle() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        checkAdam(subject, rows, columns, 1.0, 0.0);
      }
    }
  }

  @Test
  default void epsilonCountsForTinyGradients() {
    checkAdam(subject(), 5, 7, 1e-8, 0.0);
  }

  @Test
  default void adamDecaysTheWeightsBeforeTheUpdate() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      checkAdam(subject, rows, 7, 1.0, WEIGHT_DECAY);
      checkAdam(subject, 1, rows, 1.0, WEIGHT_DECAY);
    }
  }

  @Test
  default void momentumUpdateAgreesWithTheOracle() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        checkMomentum(subject, rows, columns);
      }
    }
  }

  private static <M> void checkMomentum(KernelSubject<M> subject, int rows, int columns) {
    double[] velocity = new double[rows * columns];
    double[] parameter = subject.normal(rows, columns);
    M velocityMatrix = subject.kernel.allocate(rows, columns);
    M parameterMatrix = subject.matrix(rows, columns, parameter);
    for (int step = 1; step <= STEPS; step++) {
      double[] gradient = subject.normal(rows, columns);
      M gradientMatrix = subject.matrix(rows, columns, gradient);
      subject.kernel.momentumUpdate(
          0.9, LEARNING_RATE, gradientMatrix, velocityMatrix, parameterMatrix);
      KernelOracle.momentumUpdate(0.9, LEARNING_RATE, gradient, velocity, parameter);
      subject.assertUnchanged(gradientMatrix, gradient, "momentumUpdate");
    }
    double tolerance = RelativeError.tolerance(subject.unitRoundoff(), 4 * STEPS);
    String shape = "momentumUpdate of %d×%d, ".formatted(rows, columns);
    assertClose(shape + "velocity", subject.values(velocityMatrix), velocity, tolerance);
    assertClose(shape + "parameter", subject.values(parameterMatrix), parameter, tolerance);
  }

  private static <M> void checkAdam(
      KernelSubject<M> subject, int rows, int columns, double gradientScale, double weightDecay) {
    AdamSchedule schedule = new AdamSchedule(LEARNING_RATE, weightDecay);
    double[] first = new double[rows * columns];
    double[] second = new double[rows * columns];
    double[] parameter = subject.normal(rows, columns);
    M firstMoment = subject.kernel.allocate(rows, columns);
    M secondMoment = subject.kernel.allocate(rows, columns);
    M parameterMatrix = subject.matrix(rows, columns, parameter);
    for (int step = 1; step <= STEPS; step++) {
      double[] gradient =
          subject.rounded(KernelOracle.scale(gradientScale, subject.normal(rows, columns)));
      M gradientMatrix = subject.matrix(rows, columns, gradient);
      schedule.advance();
      subject.kernel.adamUpdate(
          schedule, gradientMatrix, firstMoment, secondMoment, parameterMatrix);
      parameter = KernelOracle.scale(1 - LEARNING_RATE * weightDecay, parameter);
      KernelOracle.adamUpdate(step, LEARNING_RATE, gradient, first, second, parameter);
      subject.assertUnchanged(gradientMatrix, gradient, "adamUpdate");
    }
    // About ten roundings a step and element, some of them amplified where a moment is small.
    double tolerance = RelativeError.tolerance(subject.unitRoundoff(), 10 * STEPS);
    String shape = "adamUpdate of %d×%d, ".formatted(rows, columns);
    assertClose(shape + "first moment", subject.values(firstMoment), first, tolerance);
    assertClose(shape + "second moment", subject.values(secondMoment), second, tolerance);
    assertClose(shape + "parameter", subject.values(parameterMatrix), parameter, tolerance);
  }

  private static void assertClose(
      String what, double[] actual, double[] expected, double tolerance) {
    assertThat(RelativeError.worst(actual, expected))
        .as("%s: the worst relative error after %d steps", what, STEPS)
        .isLessThanOrEqualTo(tolerance);
  }
}
