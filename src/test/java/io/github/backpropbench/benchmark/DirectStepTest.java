package io.github.backpropbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.LearningRates;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.verification.EngineVerification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The two steps whose times are compared do the same work: the same operations in the same order,
 * so that not even a rounding differs.
 */
class DirectStepTest {
  @ParameterizedTest
  @CsvSource({
    "arrays, 3-2-1, 64, 200",
    "arrays, 784-128-10, 64, 40",
    "arrays, 5-17-3, 3, 200",
    "ejml, 3-2-1, 64, 200",
    "ejml, 784-128-10, 64, 40",
    "ejml, 5-17-3, 3, 200",
    "ojalgo, 3-2-1, 64, 200",
    "ojalgo, 784-128-10, 64, 40",
    "ojalgo, 5-17-3, 3, 200"
  })
  void hasExactlyTheLossesOfTheStepThroughTheInterface(
      String backend, String shape, int batch, int steps) {
    NetworkShape widths = NetworkShape.parse(shape);
    Problem problem = Problem.random(widths, batch, 7);
    TrainingSettings settings = settings(widths, batch);
    BackendProvider provider = BackendRegistry.load().find(backend);
    Training direct = AdapterOverheadBenchmark.direct(provider, problem, settings);
    Training through = AdapterOverheadBenchmark.throughInterface(provider, problem, settings);
    for (int round = 0; round < 2; round++) {
      double first = through.run();
      assertThat(direct.run()).isEqualTo(first);
      double loss = first;
      for (int i = 1; i < steps; i++) {
        loss = through.run();
        assertThat(direct.run()).isEqualTo(loss);
      }
      assertThat(loss).isLessThan(first); // it does train
      direct.restart();
      through.restart();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrays", "ejml", "ojalgo"})
  void refusesNetworksWithoutExactlyOneHiddenLayer(String backend) {
    for (NetworkShape shape :
        new NetworkShape[] {new NetworkShape(3, 1), new NetworkShape(3, 4, 2, 1)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  AdapterOverheadBenchmark.direct(
                      BackendRegistry.load().find(backend),
                      Problem.random(shape, 2, 7),
                      settings(shape, 2)))
          .withMessage(
              "a step written directly against a library is defined only for a network with one"
                  + " hidden layer, not for "
                  + shape);
    }
  }

  /** Where the library reads and writes the parameters, the evaluation does, too. */
  @ParameterizedTest
  @ValueSource(strings = {"arrays", "ejml", "ojalgo"})
  void isRightInAllThatAnEngineHas(String backend) {
    NetworkShape shape = new NetworkShape(5, 17, 3);
    Problem problem = Problem.random(shape, 13, 7).withNormalBiases(8);
    TrainingSettings settings = settings(shape, 13);
    Training direct =
        AdapterOverheadBenchmark.direct(BackendRegistry.load().find(backend), problem, settings);
    assertThatCode(
            () -> new EngineVerification(direct, Precision.F32, problem, settings, null).training())
        .doesNotThrowAnyException();
    double loss = direct.forwardOn(problem.x(), problem.y()).run();
    assertThat(direct.run()).isCloseTo(loss, withinPercentage(1e-3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "blas", "ojalgo-ann"})
  void othersHaveNone(String backend) {
    NetworkShape shape = new NetworkShape(3, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AdapterOverheadBenchmark.direct(
                    BackendRegistry.load().find(backend),
                    Problem.random(shape, 2, 7),
                    settings(shape, 2)))
        .withMessage("no step is written directly against '" + backend + "'");
  }

  private static TrainingSettings settings(NetworkShape shape, int batch) {
    return new TrainingSettings(
        GradientKind.MANUAL,
        OptimizerKind.SGD,
        true,
        LearningRates.of(OptimizerKind.SGD, LossKind.SQUARED_ERROR, shape, batch));
  }
}
