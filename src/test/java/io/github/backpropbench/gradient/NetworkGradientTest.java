package io.github.backpropbench.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.oracle.KernelOracle;
import io.github.backpropbench.oracle.RelativeError;
import io.github.backpropbench.oracle.TrainingOracle;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole network's gradients, float64. */
class NetworkGradientTest {
  /**
   * Where no ReLU changes sides, the loss is smooth in the parameters, so a central difference at
   * 1e-5 is off by about 1e-10 of its third derivatives, and by 1e-11 of the loss for rounding; the
   * test allows 1e-6 of the largest gradient.
   */
  private static final double DISPLACEMENT = 1e-5;

  private static final double TOLERANCE = 1e-6;

  /** For an oracle that takes no step. */
  private static final OptimizerSettings STILL = new OptimizerSettings(OptimizerKind.SGD, 0.0);

  /** No pre-activation is nearer to the kink than this, so no displacement crosses it. */
  private static final double MARGIN = 1e-2;

  static Stream<Problem> problems() {
    return Stream.of(
            new NetworkShape(3, 2, 1),
            new NetworkShape(1, 1, 1),
            new NetworkShape(5, 7, 3),
            new NetworkShape(2, 9, 4),
            new NetworkShape(3, 1),
            new NetworkShape(6, 4),
            new NetworkShape(5, 7, 3, 4, 2),
            new NetworkShape(2, 6, 9, 5, 3))
        .flatMap(
            shape ->
                Stream.of(LossKind.values())
                    .filter(loss -> loss == LossKind.SQUARED_ERROR || shape.outputs() > 1)
                    .flatMap(
                        loss -> Stream.of(1, 6).map(batch -> awayFromTheKink(shape, batch, loss))));
  }

  static Stream<Problem> problemsWithOneHiddenLayer() {
    return problems()
        .filter(problem -> problem.shape().layers() == 2)
        .filter(problem -> loss(problem) == LossKind.SQUARED_ERROR);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void manualGradientsAreTheSlopesOfTheLoss(Problem problem) {
    assertAgreesWithFiniteDifferences(problem, GradientKind.MANUAL, true);
    assertAgreesWithFiniteDifferences(problem, GradientKind.MANUAL, false);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void autogradGradientsAreTheSlopesOfTheLoss(Problem problem) {
    for (GradientKind kind : List.of(GradientKind.AUTOGRAD, GradientKind.GRAPH)) {
      assertAgreesWithFiniteDifferences(problem, kind, true);
      assertAgreesWithFiniteDifferences(problem, kind, false);
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void manualAutogradAndOracleAgree(Problem problem) {
    for (boolean bias : new boolean[] {true, false}) {
      List<double[]> manual = gradients(problem, GradientKind.MANUAL, bias);
      List<double[]> autograd = gradients(problem, GradientKind.AUTOGRAD, bias);
      List<double[]> graph = gradients(problem, GradientKind.GRAPH, bias);
      List<double[]> oracle =
          new TrainingOracle(problem, bias, GradientKind.MANUAL, loss(problem), STILL)
              .pass().gradients().stream().flatMap(Layer::all).toList();
      assertThat(manual).hasSameSizeAs(oracle);
      for (int i = 0; i < oracle.size(); i++) {
        assertThat(graph.get(i)).containsExactly(manual.get(i)); // by the same kernel calls
        assertThat(RelativeError.worst(autograd.get(i), oracle.get(i))).isLessThan(1e-13);
        assertThat(RelativeError.worst(manual.get(i), oracle.get(i))).isLessThan(1e-13);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("problemsWithOneHiddenLayer")
  void notebookDividesTheBiasGradientsByTheBatchWhereTheMasksAgree(Problem problem) {
    // With biases of zero the two masks are the same, and what remains is the division.
    Problem zeroBias =
        new Problem(
            problem.shape(),
            problem.rows(),
            problem.x(),
            problem.y(),
            problem.layers().stream()
                .map(l -> new Layer<>(l.w(), new double[Objects.requireNonNull(l.b()).length]))
                .toList());
    List<double[]> exact = gradients(zeroBias, GradientKind.MANUAL, true);
    List<double[]> notebook = gradients(zeroBias, GradientKind.NOTEBOOK, true);
    for (int i = 0; i < exact.size(); i += 2) {
      assertThat(notebook.get(i)).containsExactly(exact.get(i));
      assertMeans(notebook.get(i + 1), exact.get(i + 1), zeroBias.rows());
    }
  }

  @Test
  void notebookTakesTheMaskFromBeforeTheBias() {
    // x·W1 = -1, below the kink; with the bias of 3 the unit is active all the same.
    Problem problem = tiny(-1.0, 3.0);
    assertThat(gradients(problem, GradientKind.MANUAL, true).get(0)[0]).isNotZero();
    assertThat(gradients(problem, GradientKind.NOTEBOOK, true).get(0)[0]).isZero();
  }

  @Test
  void theGradientPassesWhereThePreActivationIsExactlyZero() {
    // h = -1 + 1 = 0, so r = 0, o = 1·0 + 0, dO = 2(0 - 5) = -10, dH = dR = -10, dW1 = -10.
    Problem problem = tiny(-1.0, 1.0);
    for (GradientKind kind : GradientKind.EXACT) {
      assertThat(gradients(problem, kind, true).get(0)).containsExactly(-10.0);
      assertThat(gradients(problem, kind, true).get(1)).containsExactly(-10.0);
    }
  }

  /** In all kinds: a gradient built for one batch is that of the batch that it is to use. */
  @ParameterizedTest
  @MethodSource("problems")
  void anotherBatchOfTheSameSizeMayBeUsed(Problem problem) {
    Problem other = problem.selected(IntStream.range(0, problem.rows()).map(i -> 0).toArray());
    for (GradientKind kind : GradientKind.EXACT) {
      assertThat(gradientsOfTheSecond(TestKernels.checked(), other, problem, kind))
          .containsExactlyElementsOf(gradients(problem, kind, true));
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void autogradTakesBatchesOfAnySizeAndTheGraphIsTracedAnew(Problem problem) {
    Problem other = problem.selected(IntStream.range(0, 9).map(i -> 0).toArray());
    for (GradientKind kind : List.of(GradientKind.AUTOGRAD, GradientKind.GRAPH)) {
      assertThat(gradientsOfTheSecond(TestKernels.checked(), other, problem, kind))
          .containsExactlyElementsOf(gradients(problem, kind, true));
    }
  }

  private static <M> List<double[]> gradientsOfTheSecond(
      MatrixKernel<M> kernel, Problem first, Problem second, GradientKind kind) {
    Gradient<M> gradient = network(kernel, first, kind, true);
    gradient.forward();
    gradient.backward();
    gradient.use(Batch.of(kernel, second));
    gradient.forward();
    gradient.backward();
    return gradient.gradients().download(kernel).stream().flatMap(Layer::all).toList();
  }

  @Test
  void notebookNeedsTheSquaredError() {
    Problem problem = Problem.random(new NetworkShape(3, 4, 2), 5, 7, LossKind.CROSS_ENTROPY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gradients(problem, GradientKind.NOTEBOOK, true))
        .withMessage(
            "the gradient 'notebook' is defined only for the loss squared-error, not for"
                + " cross-entropy");
  }

  @Test
  void notebookNeedsABias() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gradients(tiny(1, 1), GradientKind.NOTEBOOK, false))
        .withMessageContaining("bias");
  }

  @Test
  void notebookNeedsOneHiddenLayer() {
    for (NetworkShape shape :
        new NetworkShape[] {new NetworkShape(3, 1), new NetworkShape(3, 4, 2, 1)}) {
      Problem problem = Problem.random(shape, 2, 7);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> gradients(problem, GradientKind.NOTEBOOK, true))
          .withMessageStartingWith("the gradient 'notebook' is defined only for a network with one")
          .withMessageEndingWith("not for " + (shape.layers() - 1));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new TrainingOracle(
                      problem, true, GradientKind.NOTEBOOK, LossKind.SQUARED_ERROR, STILL))
          .withMessageContaining("one hidden layer, not for " + shape);
    }
  }

  @Test
  void autogradNeedsAForwardPassBeforeTheBackwardPass() {
    for (GradientKind kind : List.of(GradientKind.AUTOGRAD, GradientKind.GRAPH)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> network(TestKernels.checked(), tiny(1, 1), kind, true).backward());
    }
  }

  private static <M> Gradient<M> network(
      MatrixKernel<M> kernel, Problem problem, GradientKind kind, boolean bias) {
    return Gradient.of(
        kind,
        loss(problem),
        kernel,
        Batch.of(kernel, problem),
        Parameters.startingFrom(kernel, problem, bias),
        Parameters.allocate(kernel, problem.shape(), bias));
  }

  /** The gradients of w1, b1, w2 and so on; without bias, of w1, w2 and so on. */
  private static List<double[]> gradients(Problem problem, GradientKind kind, boolean bias) {
    return gradients(TestKernels.checked(), problem, kind, bias);
  }

  private static <M> List<double[]> gradients(
      MatrixKernel<M> kernel, Problem problem, GradientKind kind, boolean bias) {
    Gradient<M> gradient = network(kernel, problem, kind, bias);
    gradient.forward();
    gradient.backward();
    return gradient.gradients().download(kernel).stream().flatMap(Layer::all).toList();
  }

  /** Problems whose targets are probabilities are those of the cross-entropy. */
  private static LossKind loss(Problem problem) {
    try {
      problem.requireFor(LossKind.CROSS_ENTROPY);
      return LossKind.CROSS_ENTROPY;
    } catch (IllegalArgumentException e) {
      return LossKind.SQUARED_ERROR;
    }
  }

  private static double loss(Problem problem, boolean bias) {
    return network(TestKernels.checked(), problem, GradientKind.MANUAL, bias).forward();
  }

  private static void assertAgreesWithFiniteDifferences(
      Problem problem, GradientKind kind, boolean bias) {
    List<double[]> actual = gradients(problem, kind, bias);
    List<double[]> parameters = problem.startingLayers(bias).stream().flatMap(Layer::all).toList();
    assertThat(actual).hasSameSizeAs(parameters);
    for (int i = 0; i < actual.size(); i++) {
      assertSlopes(actual.get(i), slopes(problem, parameters.get(i), bias));
    }
  }

  private static void assertSlopes(double[] actual, double[] expected) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0) + 1.0;
    assertThat(actual).containsExactly(expected, within(TOLERANCE * scale));
  }

  private static void assertMeans(double[] means, double[] sums, int batch) {
    double[] expected = Arrays.stream(sums).map(value -> value / batch).toArray();
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

  private static Problem awayFromTheKink(NetworkShape shape, int batch, LossKind loss) {
    for (long seed = 1; ; seed++) {
      Problem problem = Problem.random(shape, batch, seed, loss).withNormalBiases(seed);
      if (smallestPreActivation(problem) > MARGIN) {
        return problem;
      }
    }
  }

  /** Of all hidden layers, with and without bias. */
  private static double smallestPreActivation(Problem problem) {
    double smallest = Double.POSITIVE_INFINITY;
    for (boolean bias : new boolean[] {true, false}) {
      List<Layer<double[]>> layers = problem.startingLayers(bias);
      double[] a = problem.x();
      for (int i = 0; i < layers.size() - 1; i++) {
        int ins = problem.shape().inputs(i);
        int outs = problem.shape().outputs(i);
        double[] h = KernelOracle.multiply(a, layers.get(i).w(), problem.rows(), ins, outs);
        double[] b = layers.get(i).b();
        double[] sum = b == null ? h : KernelOracle.addRow(h, b);
        smallest = Math.min(smallest, Arrays.stream(sum).map(Math::abs).min().orElseThrow());
        a = KernelOracle.relu(sum);
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
        List.of(
            new Layer<>(new double[] {w1}, new double[] {b1}),
            new Layer<>(new double[] {1}, new double[] {0})));
  }
}
