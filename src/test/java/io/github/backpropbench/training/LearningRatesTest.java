package io.github.backpropbench.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measured trainings of 500 steps neither diverge nor stand still. */
class LearningRatesTest {
  /** That of the benchmarks. */
  private static final long SEED = 42;

  private static final int MINIBATCHES = 16;

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
    for (LossKind loss : losses(widths)) {
      for (OptimizerKind optimizer : OptimizerKind.values()) {
        double rate = LearningRates.of(optimizer, loss, widths, batch);
        double[] losses =
            losses(
                TestKernels.unchecked(Precision.F32),
                Problem.random(widths, batch, SEED, loss),
                settings(loss, optimizer, rate),
                null);
        assertThat(losses[losses.length - 1])
            .as("%s %s at %s", loss.label(), optimizer.label(), rate)
            .isLessThan(0.95 * losses[0]);
        assertThat(Arrays.stream(losses).max().orElseThrow())
            .as("%s %s at %s", loss.label(), optimizer.label(), rate)
            .isLessThan(2 * losses[0] + 1);
      }
    }
  }

  /** Sixteen minibatches, as in the benchmarks: 31 epochs are 496 steps. */
  @ParameterizedTest
  @CsvSource({"3-1, 8", "4-32-16-4, 1", "64-32-10, 1", "64-32-10, 32", "3-5-4-3-3-2, 64"})
  void theMeanOfAnEpochFallsAndNeverLeavesItsRange(String shape, int minibatch) {
    NetworkShape widths = NetworkShape.parse(shape);
    for (LossKind loss : losses(widths)) {
      for (OptimizerKind optimizer : OptimizerKind.values()) {
        double rate = LearningRates.of(optimizer, loss, widths, minibatch);
        double[] losses =
            losses(
                TestKernels.unchecked(Precision.F32),
                Problem.random(widths, MINIBATCHES * minibatch, SEED, loss),
                settings(loss, optimizer, rate),
                RowOrder.shuffled(MINIBATCHES * minibatch, minibatch, SEED));
        double[] means =
            IntStream.range(0, losses.length / MINIBATCHES)
                .mapToDouble(
                    epoch ->
                        Arrays.stream(losses, MINIBATCHES * epoch, MINIBATCHES * (epoch + 1))
                            .average()
                            .orElseThrow())
                .toArray();
        assertThat(means[means.length - 1])
            .as("%s %s at %s", loss.label(), optimizer.label(), rate)
            .isLessThan(means[0]);
        assertThat(Arrays.stream(means).max().orElseThrow())
            .as("%s %s at %s", loss.label(), optimizer.label(), rate)
            .isLessThan(1.5 * means[0]);
      }
    }
  }

  private static List<LossKind> losses(NetworkShape shape) {
    return shape.outputs() > 1 ? List.of(LossKind.values()) : List.of(LossKind.SQUARED_ERROR);
  }

  private static TrainingSettings settings(LossKind loss, OptimizerKind optimizer, double rate) {
    return new TrainingSettings(
        GradientKind.MANUAL, loss, new OptimizerSettings(optimizer, rate), true);
  }

  private static <M> double[] losses(
      MatrixKernel<M> kernel,
      Problem problem,
      TrainingSettings settings,
      @Nullable RowOrder order) {
    return TrainingResult.of(
            new TrainingStep<>(kernel, problem, settings, order), ExperimentMethod.STEPS)
        .losses();
  }
}
