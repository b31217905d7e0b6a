package io.github.backpropbench.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.backpropbench.backend.ojalgo.OjalgoEngineProvider;
import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;
import io.github.backpropbench.engine.WrongEngine;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.EngineTraining;
import io.github.backpropbench.training.LearningRates;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EngineVerificationTest {
  private static final int ROWS = 13;
  private static final int MINIBATCH = 5;

  /** A training on a kernel that is known to be right, of which only as much is looked at. */
  @ParameterizedTest
  @CsvSource({"3-2-1", "5-7-3", "40-33-17", "3-1", "5-7-3-4-2", "6-5-4-3-4-5-6"})
  void aRightTrainingPassesInEveryPrecisionAndSetting(String shape) {
    NetworkShape widths = NetworkShape.parse(shape);
    for (Precision precision : Precision.values()) {
      for (OptimizerKind optimizer : OptimizerKind.values()) {
        for (LossKind loss : LossKind.values()) {
          EngineTask task = task(widths, loss, optimizer, precision);
          for (long seed = 1; seed <= 6 && (loss.ordinal() == 0 || widths.outputs() > 1); seed++) {
            long data = seed;
            assertThatCode(
                    () -> {
                      verifyKernel(task, data, null, null);
                      verifyKernel(task, data, order(data), order(data));
                    })
                .as("%s, seed %d", task, seed)
                .doesNotThrowAnyException();
          }
        }
      }
    }
  }

  private static void verifyKernel(
      EngineTask task, long seed, @Nullable RowOrder order, @Nullable RowOrder same) {
    Problem problem = problem(task, seed);
    TrainingSettings settings =
        new TrainingSettings(GradientKind.MANUAL, task.loss(), task.optimizer(), task.bias());
    new EngineVerification(
            new TrainingStep<>(TestKernels.unchecked(task.precision()), problem, settings, order),
            task.precision(),
            problem,
            settings,
            same)
        .training();
  }

  /** Whatever the mistake, in both precisions and for both losses. */
  @ParameterizedTest
  @EnumSource(WrongEngine.Mistake.class)
  void aWrongEngineIsRefused(WrongEngine.Mistake mistake) {
    for (Precision precision : Precision.values()) {
      for (LossKind loss : LossKind.values()) {
        EngineTask task = task(NetworkShape.parse("5-7-3"), loss, OptimizerKind.SGD, precision);
        TrainingEngine right = new OjalgoEngineProvider().create(task);
        assertThatCode(() -> verify(right, task, 1, true)).doesNotThrowAnyException();
        assertThatExceptionOfType(VerificationException.class)
            .as("%s", task)
            .isThrownBy(() -> verify(new WrongEngine(right, mistake), task, 1, true))
            .withMessageStartingWith("wrong result: ");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theFixturesOfAnEngineAreThoseThatItDoesNotRefuse(Precision precision) {
    FixtureVerification fixtures =
        FixtureVerification.of(TrainingBackend.of(new OjalgoEngineProvider(), precision, 1));
    assertThat(fixtures.failures()).isEmpty();
    assertThat(fixtures.trainings()).isGreaterThanOrEqualTo(7); // SGD with bias, without zeros
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyProblemOfTheVerificationPasses(Precision precision) {
    assertThat(BackendVerification.of(new OjalgoEngineProvider(), precision, 1).failures())
        .isEmpty();
  }

  private static EngineTask task(
      NetworkShape shape, LossKind loss, OptimizerKind optimizer, Precision precision) {
    double rate = LearningRates.of(optimizer, loss, shape, MINIBATCH);
    return new EngineTask(
        shape, loss, new OptimizerSettings(optimizer, rate), true, precision, ROWS, 1);
  }

  private static void verify(
      TrainingEngine engine, EngineTask task, long seed, boolean minibatches) {
    Problem problem = problem(task, seed);
    TrainingSettings settings =
        new TrainingSettings(GradientKind.ENGINE, task.loss(), task.optimizer(), task.bias());
    new EngineVerification(
            new EngineTraining(engine, task, problem, minibatches ? order(seed) : null),
            task.precision(),
            problem,
            settings,
            minibatches ? order(seed) : null)
        .training();
  }

  private static Problem problem(EngineTask task, long seed) {
    return Problem.random(task.shape(), ROWS, seed, task.loss()).withNormalBiases(seed + 1);
  }

  private static RowOrder order(long seed) {
    return RowOrder.shuffled(ROWS, MINIBATCH, seed);
  }
}
