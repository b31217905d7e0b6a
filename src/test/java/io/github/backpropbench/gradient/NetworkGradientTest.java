package io.github.backpropbench.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainedParameters;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole network's gradients, float64. */
class NetworkGradientTest {
  /**
   * Within one piece of the ReLU the loss is a polynomial of degree 4 in the parameters, so a
   * central difference at 1e-5 is off by about 1e-10 of its third derivatives, and by 1e-11 of the
   * loss for rounding; the test allows 1e-6 of the largest gradient.
   */
  private static final double DISPLACEMENT = 1e-5;

  private static final double TOLERANCE = 1e-6;

  /** No pre-activation is nearer to the kink than this, so no displacement crosses it. */
  private static final double MARGIN = 1e-3;

  static Stream<Problem> problems() {
    return Stream.of(
            new NetworkShape(3, 2, 1),
            new NetworkShape(1, 1, 1),
            new NetworkShape(5, 7, 3),
            new NetworkShape(2, 9, 4))
        .flatMap(shape -> Stream.of(1, 6).map(batch -> awayFromTheKink(shape, batch)));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void manualGradientsAreTheSlopesOfTheLoss(Problem problem) {
    againstFiniteDifferences(problem, GradientKind.MANUAL, true);
    againstFiniteDifferences(problem, GradientKind.MANUAL, false);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void autogradGradientsAreTheSlopesOfTheLoss(Problem problem) {
    againstFiniteDifferences(problem, GradientKind.AUTOGRAD, true);
    againstFiniteDifferences(problem, GradientKind.AUTOGRAD, false);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void notebookDividesTheBiasGradientsByTheBatchWhereTheMasksAgree(Problem problem) {
    // With biases of zero the two masks are the same, and what remains is the division.
    Problem zeroBias =
        new Problem(
            problem.shape(),
            problem.batch(),
            problem.x(),
            problem.y(),
            problem.w1(),
            new double[problem.shape().hidden()],
            problem.w2(),
            new double[problem.shape().outputs()]);
    TrainedParameters exact = gradients(zeroBias, GradientKind.MANUAL, true);
    TrainedParameters notebook = gradients(zeroBias, GradientKind.NOTEBOOK, true);
    assertThat(notebook.w1()).containsExactly(exact.w1());
    assertThat(notebook.w2()).containsExactly(exact.w2());
    assertMeans(notebook.b1(), exact.b1(), zeroBias.batch());
    assertMeans(notebook.b2(), exact.b2(), zeroBias.batch());
  }

  @Test
  void notebookTakesTheMaskFromBeforeTheBias() {
    // x·W1 = -1, below the kink; with the bias of 3 the unit is active all the same.
    Problem problem = tiny(-1.0, 3.0);
    assertThat(gradients(problem, GradientKind.MANUAL, true).w1()[0]).isNotZero();
    assertThat(gradients(problem, GradientKind.NOTEBOOK, true).w1()[0]).isZero();
  }

  @Test
  void theGradientPassesWhereThePreActivationIsExactlyZero() {
    // h = -1 + 1 = 0, so r = 0, o = 1·0 + 0, dO = 2(0 - 5) = -10, dH = dR = -10, dW1 = -10.
    Problem problem = tiny(-1.0, 1.0);
    for (GradientKind kind : new GradientKind[] {GradientKind.MANUAL, GradientKind.AUTOGRAD}) {
      assertThat(gradients(problem, kind, true).w1()).containsExactly(-10.0);
      assertThat(gradients(problem, kind, true).b1()).containsExactly(-10.0);
    }
  }

  @Test
  void notebookNeedsABias() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gradients(tiny(1, 1), GradientKind.NOTEBOOK, false))
        .withMessageContaining("bias");
  }

  @Test
  void autogradNeedsAForwardPassBeforeTheBackwardPass() {
    assertThatIllegalStateException()
        .isThrownBy(() -> autograd(TestKernels.checked(), tiny(1, 1)).backward());
  }

  private static <M> Gradient<M> autograd(MatrixKernel<M> kernel, Problem problem) {
    return network(kernel, problem, GradientKind.AUTOGRAD, true);
  }

  private static <M> Gradient<M> network(
      MatrixKernel<M> kernel, Problem problem, GradientKind kind, boolean bias) {
    return Gradient.of(
        kind,
        kernel,
        Batch.of(kernel, problem),
        Parameters.startingFrom(kernel, problem, bias),
        Parameters.allocate(kernel, problem.shape(), bias));
  }

  private static TrainedParameters gradients(Problem problem, GradientKind kind, boolean bias) {
    return gradients(TestKernels.checked(), problem, kind, bias);
  }

  private static <M> TrainedParameters gradients(
      MatrixKernel<M> kernel, Problem problem, GradientKind kind, boolean bias) {
    Gradient<M> gradient = network(kernel, problem, kind, bias);
    gradient.forward();
    gradient.backward();
    return TrainedParameters.of(kernel, gradient.gradients());
  }

  private static double loss(Problem problem, boolean bias) {
    return network(TestKernels.checked(), problem, GradientKind.MANUAL, bias).forward();
  }

  private static void againstFiniteDifferences(Problem problem, GradientKind kind, boolean bias) {
    TrainedParameters actual = gradients(problem, kind, bias);
    assertSlopes(actual.w1(), slopes(problem, problem.w1(), bias));
    assertSlopes(actual.w2(), slopes(problem, problem.w2(), bias));
    if (bias) {
      double[] b1 = Objects.requireNonNull(problem.b1());
      double[] b2 = Objects.requireNonNull(problem.b2());
      assertSlopes(Objects.requireNonNull(actual.b1()), slopes(problem, b1, true));
      assertSlopes(Objects.requireNonNull(actual.b2()), slopes(problem, b2, true));
    }
  }

  private static void assertSlopes(double[] actual, double[] expected) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0) + 1.0;
    assertThat(actual).containsExactly(expected, within(TOLERANCE * scale));
  }

  private static void assertMeans(double @Nullable [] means, double @Nullable [] sums, int batch) {
    double[] expected =
        Arrays.stream(Objects.requireNonNull(sums)).map(value -> value / batch).toArray();
    // A product with the reciprocal instead of a quotient: two roundings of values below 100.
    assertThat(means).containsExactly(expected, within(1e-13));
  }

  /** The central differences of the loss by each element of an array that the problem holds. */
  private static double[] slopes(Problem problem, double[] parameter, boolean bias) {
    double[] slopes = new double[parameter.length];
    for (int i = 0; i < parameter.length; i++) {
      double value = parameter[i];
      parameter[i] = value + DISPLACEMENT;
      double above = loss(problem, bias);
      parameter[i] = value - DISPLACEMENT;
      double below = loss(problem, bias);
      parameter[i] = value;
      slopes[i] = (above - below) / (2 * DISPLACEMENT);
    }
    return slopes;
  }

  private static Problem awayFromTheKink(NetworkShape shape, int batch) {
    for (long seed = 1; ; seed++) {
      Problem problem = Problem.random(shape, batch, seed);
      if (smallestPreActivation(problem) > MARGIN) {
        return problem;
      }
    }
  }

  private static double smallestPreActivation(Problem problem) {
    int inputs = problem.shape().inputs();
    int hidden = problem.shape().hidden();
    double[] b1 = Objects.requireNonNull(problem.b1());
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < problem.batch(); i++) {
      for (int j = 0; j < hidden; j++) {
        double h = 0.0;
        for (int k = 0; k < inputs; k++) {
          h += problem.x()[i * inputs + k] * problem.w1()[k * hidden + j];
        }
        smallest = Math.min(smallest, Math.min(Math.abs(h), Math.abs(h + b1[j])));
      }
    }
    return smallest;
  }

  /** One sample of 1-1-1 with x = 1, W2 = 1, b2 = 0, y = 5. */
  private static Problem tiny(double w1, double b1) {
    return new Problem(
        new NetworkShape(1, 1, 1),
        1,
        new double[] {1},
        new double[] {5},
        new double[] {w1},
        new double[] {b1},
        new double[] {1},
        new double[] {0});
  }
}
