package io.github.backpropbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainingResult;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measured trainings of 500 steps neither diverge nor stand still. */
class LearningRatesTest {

  @ParameterizedTest
  @CsvSource({
    "3-1, 1",
    "3-1, 512",
    "3-2-1, 64",
    "3-2-1, 512",
    "4-32-16-4, 1",
    "4-32-16-4, 64",
    "64-32-10, 1",
    "64-32-10, 32",
    "64-32-10, 512",
    "3-5-4-3-3-2, 64",
    "64-64-64-64-64-10, 32",
    "100-100-100, 8",
  })
  void theLossFallsByAtLeastATwentiethAndNeverLeavesItsRange(String shape, int batch) {
    NetworkShape widths = NetworkShape.parse(shape);
    for (LossKind loss :
        widths.outputs() > 1 ? List.of(LossKind.values()) : List.of(LossKind.SQUARED_ERROR)) {
      for (OptimizerKind optimizer : OptimizerKind.values()) {
        double rate = LearningRates.of(optimizer, loss, widths, batch);
        double[] losses =
            losses(
                TestKernels.unchecked(Precision.F32),
                Problem.random(widths, batch, NetworkBenchmark.DATA_SEED, loss),
                new TrainingSettings(
                    GradientKind.MANUAL, loss, new OptimizerSettings(optimizer, rate), true));
        assertThat(losses[losses.length - 1])
            .as("%s %s at %s", loss.label(), optimizer.label(), rate)
            .isLessThan(0.95 * losses[0]);
        assertThat(Arrays.stream(losses).max().orElseThrow())
            .as("%s %s at %s", loss.label(), optimizer.label(), rate)
            .isLessThan(2 * losses[0] + 1);
      }
    }
  }

  private static <M> double[] losses(
      MatrixKernel<M> kernel, Problem problem, TrainingSettings settings) {
    return TrainingResult.of(
            new TrainingStep<>(kernel, problem, settings),
            TrainingStepBenchmark.STEPS_BETWEEN_RESTARTS)
        .losses();
  }
}
