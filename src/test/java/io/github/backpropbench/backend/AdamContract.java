package io.github.backpropbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.oracle.KernelOracle;
import io.github.backpropbench.oracle.RelativeError;
import org.junit.jupiter.api.Test;

/** Adam's update, over several steps with a new gradient each. */
interface AdamContract<M> extends KernelUnderTest<M> {
  int STEPS = 10;

  /** Large, so that the updates are of the parameters' own size and an error in one shows. */
  double LEARNING_RATE = 0.1;

  @Test
  default void adamUpdateAgreesWithTheOracle() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      checkSteps(subject, rows, 1, 1.0);
      checkSteps(subject, rows, 17, 1.0);
      checkSteps(subject, 1, rows, 1.0);
    }
  }

  @Test
  default void epsilonCountsForTinyGradients() {
    checkSteps(subject(), 5, 7, 1e-8);
  }

  private static <M> void checkSteps(
      KernelSubject<M> subject, int rows, int columns, double gradientScale) {
    AdamSchedule schedule = new AdamSchedule(LEARNING_RATE);
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
      KernelOracle.adamUpdate(step, LEARNING_RATE, gradient, first, second, parameter);
      subject.assertUnchanged(gradientMatrix, gradient);
    }
    // About ten roundings a step and element, some of them amplified where a moment is small.
    double tolerance = RelativeError.tolerance(subject.unitRoundoff(), 10 * STEPS);
    assertClose(subject.values(firstMoment), first, tolerance);
    assertClose(subject.values(secondMoment), second, tolerance);
    assertClose(subject.values(parameterMatrix), parameter, tolerance);
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    assertThat(RelativeError.worst(actual, expected)).isLessThanOrEqualTo(tolerance);
  }
}
