package io.github.backpropbench.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
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
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training's steps, on minibatches and on whole problems. */
class TrainingStepTest {
  private static final int ROWS = 21;
  private static final int MINIBATCH = 8;

  static Stream<TrainingSettings> settings() {
    List<TrainingSettings> all = new ArrayList<>();
    for (GradientKind gradient : GradientKind.EXACT) {
      for (LossKind loss : LossKind.values()) {
        for (OptimizerKind optimizer : OptimizerKind.values()) {
          all.add(
              new TrainingSettings(gradient, loss, new OptimizerSettings(optimizer, 1e-3), true));
        }
      }
    }
    return all.stream();
  }

  /** Three minibatches, the last of five rows; without updates, so that each stands for itself. */
  @ParameterizedTest
  @MethodSource("settings")
  void theLossOfAStepIsThatOfItsRows(TrainingSettings with) {
    TrainingSettings settings =
        new TrainingSettings(
            with.gradient(),
            with.loss(),
            new OptimizerSettings(with.optimizer().kind(), 0.0),
            true);
    Problem problem = problem(settings, "5-7-4-3");
    double[] losses = losses(problem, settings, RowOrder.shuffled(ROWS, MINIBATCH, 3), 6);
    RowOrder order = RowOrder.shuffled(ROWS, MINIBATCH, 3);
    for (double loss : losses) {
      order.advance();
      int from = order.first();
      int[] rows = Arrays.copyOfRange(order.rows(), from, from + order.count());
      assertThat(loss).isEqualTo(losses(problem.selected(rows), settings, null, 1)[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aMinibatchOfAllRowsIsTheWholeProblem(TrainingSettings settings) {
    Problem problem = problem(settings, "5-7-4-3");
    assertThat(losses(problem, settings, RowOrder.inOrder(ROWS, ROWS), 9))
        .containsExactly(losses(problem, settings, null, 9));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void trainsALinearModelAndADeepOne(TrainingSettings settings) {
    for (String shape : List.of("5-3", "5-6-7-8-7-6-3")) {
      Problem problem = problem(settings, shape);
      double[] losses = losses(problem, settings, RowOrder.inOrder(ROWS, MINIBATCH), 601);
      // The same minibatch, 200 epochs later.
      assertThat(losses[600]).isLessThan(losses[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aRestartRepeatsTheTraining(TrainingSettings settings) {
    restarted(TestKernels.checked(), problem(settings, "5-7-4-3"), settings);
  }

  private static <M> void restarted(
      MatrixKernel<M> kernel, Problem problem, TrainingSettings settings) {
    RowOrder order = RowOrder.shuffled(ROWS, MINIBATCH, 3);
    TrainingStep<M> step = new TrainingStep<>(kernel, problem, settings, order);
    double[] first = TrainingResult.of(step, 7).losses();
    step.restart();
    assertThat(TrainingResult.of(step, 7).losses()).containsExactly(first);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aWarmStepAllocatesNothing(TrainingSettings settings) {
    Problem problem = problem(settings, "5-7-4-3");
    MatrixKernel<?> kernel = TestKernels.unchecked(Precision.F32);
    for (RowOrder order :
        new RowOrder[] {RowOrder.inOrder(ROWS, MINIBATCH), RowOrder.shuffled(ROWS, MINIBATCH, 3)}) {
      TrainingStep<?> step = new TrainingStep<>(kernel, problem, settings, order);
      assertThat(bytesOfAWarmStep(step)).isZero();
    }
    assertThat(bytesOfAWarmStep(new TrainingStep<>(kernel, problem, settings))).isZero();
  }

  /** The least of several series, since the JVM itself now and then allocates a little. */
  private static long bytesOfAWarmStep(TrainingStep<?> step) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int series = 0; series < 10; series++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < 300; i++) {
        step.run();
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    return least / 300;
  }

  private static Problem problem(TrainingSettings settings, String shape) {
    return Problem.random(NetworkShape.parse(shape), ROWS, 42, settings.loss())
        .withNormalBiases(43);
  }

  private static double[] losses(
      Problem problem, TrainingSettings settings, @Nullable RowOrder order, int steps) {
    return losses(TestKernels.checked(), problem, settings, order, steps);
  }

  private static <M> double[] losses(
      MatrixKernel<M> kernel,
      Problem problem,
      TrainingSettings settings,
      @Nullable RowOrder order,
      int steps) {
    return TrainingResult.of(new TrainingStep<>(kernel, problem, settings, order), steps).losses();
  }
}
