package io.github.backpropbench.verification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.kernel.WrongKernel;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.LearningRates;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkVerificationTest {
  private static final boolean[] BOTH = {true, false};

  /** The number of rows that are also trained in minibatches. */
  private static final int ODD = 13;

  @ParameterizedTest
  @CsvSource({
    "3-2-1,1",
    "3-2-1,64",
    "3-2-1,4096",
    "1-1-1,1",
    "5-7-3,13",
    "40-33-17,31",
    "200-50-10,128",
    "3-1,64",
    "17-9,13",
    "5-7-3-4-2,13",
    "40-33-17-25-8,64",
    "6-5-4-3-4-5-6,31"
  })
  void aRightBackendPassesInEveryPrecisionAndSetting(String shape, int batch) {
    NetworkShape widths = NetworkShape.parse(shape);
    for (Precision precision : Precision.values()) {
      MatrixKernel<?> kernel = TestKernels.unchecked(precision);
      for (GradientKind gradient : GradientKind.OF_KERNELS) {
        if (gradient == GradientKind.NOTEBOOK && widths.layers() != 2) {
          continue;
        }
        for (LossKind loss : losses(widths, gradient)) {
          for (OptimizerKind optimizer : OptimizerKind.values()) {
            for (boolean bias : gradient.needsBias() ? new boolean[] {true} : BOTH) {
              TrainingSettings settings =
                  settings(
                      gradient,
                      loss,
                      optimizer,
                      bias,
                      LearningRates.of(optimizer, loss, widths, batch));
              assertThatCode(() -> verify(kernel, widths, batch, settings))
                  .as("%s %s", precision, settings)
                  .doesNotThrowAnyException();
            }
          }
        }
      }
    }
  }

  private static List<LossKind> losses(NetworkShape shape, GradientKind gradient) {
    return shape.outputs() == 1 || gradient == GradientKind.NOTEBOOK
        ? List.of(LossKind.SQUARED_ERROR)
        : List.of(LossKind.values());
  }

  private static TrainingSettings settings(
      GradientKind gradient,
      LossKind loss,
      OptimizerKind optimizer,
      boolean bias,
      double learningRate) {
    return new TrainingSettings(
        gradient, loss, new OptimizerSettings(optimizer, learningRate), bias);
  }

  /**
   * Rows whose loss and whose gradient are small, being the differences of values that are not: a
   * backend with as many digits as any other was refused.
   */
  @ParameterizedTest
  @CsvSource({
    "5-7-3-4-2,cross-entropy,42,16",
    "5-7-3-4-2,cross-entropy,45,1",
    "4-32-16-4,cross-entropy,46,32",
    "3-2,cross-entropy,50,1",
    "784-128-10,cross-entropy,42,16",
    "5-7-3-4-2,squared-error,43,16"
  })
  void aRightBackendPassesOnRowsThatFitAlready(String shape, String loss, long seed, int rows) {
    LossKind kind = LossKind.parse(loss);
    Problem problem =
        Problem.random(NetworkShape.parse(shape), rows, seed, kind).withNormalBiases(seed + 1);
    int minibatch = Math.max(1, rows / 16);
    TrainingSettings settings =
        settings(
            GradientKind.MANUAL,
            kind,
            OptimizerKind.MOMENTUM,
            true,
            LearningRates.of(OptimizerKind.MOMENTUM, kind, problem.shape(), minibatch));
    for (Precision precision : Precision.values()) {
      MatrixKernel<?> kernel = TestKernels.unchecked(precision);
      verify(kernel, problem, settings, () -> null);
      verify(kernel, problem, settings, () -> RowOrder.inOrder(rows, minibatch));
      verify(kernel, problem, settings, () -> RowOrder.shuffled(rows, minibatch, 42));
    }
  }

  private static <M> void verify(
      MatrixKernel<M> kernel,
      Problem problem,
      TrainingSettings settings,
      Supplier<@Nullable RowOrder> order) {
    new NetworkVerification<>(
            new TrainingStep<>(kernel, problem, settings, order.get()),
            problem,
            settings,
            order.get())
        .training();
  }

  @ParameterizedTest
  @EnumSource(WrongKernel.Fault.class)
  void aWrongOperationIsFound(WrongKernel.Fault fault) {
    MatrixKernel<?> kernel = TestKernels.wrong(fault, Precision.F32);
    LossKind loss =
        fault == WrongKernel.Fault.CROSS_ENTROPY ? LossKind.CROSS_ENTROPY : LossKind.SQUARED_ERROR;
    OptimizerKind optimizer =
        switch (fault) {
          case ADD_SCALED -> OptimizerKind.SGD;
          case MOMENTUM_UPDATE -> OptimizerKind.MOMENTUM;
          default -> OptimizerKind.ADAM;
        };
    for (String shape : List.of("5-7-3", "5-7-3-4-2")) {
      NetworkShape widths = NetworkShape.parse(shape);
      double rate = LearningRates.of(optimizer, loss, widths, 13);
      assertThatExceptionOfType(VerificationException.class)
          .isThrownBy(
              () ->
                  verify(
                      kernel,
                      widths,
                      13,
                      settings(GradientKind.MANUAL, loss, optimizer, true, rate)))
          .withMessageContaining("relative to the float64 oracle");
    }
  }

  private static <M> void verify(
      MatrixKernel<M> kernel, NetworkShape shape, int batch, TrainingSettings settings) {
    Problem problem = Problem.random(shape, batch, 42, settings.loss()).withNormalBiases(43);
    new NetworkVerification<>(new TrainingStep<>(kernel, problem, settings), problem, settings)
        .training();
    if (batch == ODD) {
      verifyOnMinibatches(kernel, problem, settings);
    }
  }

  private static <M> void verifyOnMinibatches(
      MatrixKernel<M> kernel, Problem problem, TrainingSettings settings) {
    for (boolean shuffled : BOTH) {
      new NetworkVerification<>(
              new TrainingStep<>(kernel, problem, settings, order(shuffled)),
              problem,
              settings,
              order(shuffled))
          .training();
    }
  }

  /** Two minibatches, of seven and of six rows. */
  private static RowOrder order(boolean shuffled) {
    int minibatch = ODD / 2 + 1;
    return shuffled ? RowOrder.shuffled(ODD, minibatch, 5) : RowOrder.inOrder(ODD, minibatch);
  }
}
