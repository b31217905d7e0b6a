package io.github.backpropbench.verification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.kernel.WrongKernel;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkVerificationTest {
  private static final boolean[] BOTH = {true, false};

  @ParameterizedTest
  @CsvSource({
    "3-2-1,1",
    "3-2-1,64",
    "3-2-1,4096",
    "1-1-1,1",
    "5-7-3,13",
    "40-33-17,31",
    "200-50-10,512",
    "3-1,64",
    "17-9,13",
    "5-7-3-4-2,13",
    "40-33-17-25-8,64",
    "6-5-4-3-4-5-6,31"
  })
  void aRightBackendPassesInEveryPrecisionAndSetting(String shape, int batch) {
    NetworkShape widths = shape(shape);
    for (Precision precision : Precision.values()) {
      MatrixKernel<?> kernel = TestKernels.unchecked(precision);
      for (GradientKind gradient : GradientKind.values()) {
        if (gradient == GradientKind.NOTEBOOK && widths.layers() != 2) {
          continue;
        }
        for (OptimizerKind optimizer : OptimizerKind.values()) {
          for (boolean bias : gradient.needsBias() ? new boolean[] {true} : BOTH) {
            assertThatCode(() -> verify(kernel, widths, batch, gradient, optimizer, bias))
                .as("%s %s %s %s", precision, gradient, optimizer, bias)
                .doesNotThrowAnyException();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(WrongKernel.Fault.class)
  void aWrongOperationIsFound(WrongKernel.Fault fault) {
    MatrixKernel<?> kernel = TestKernels.wrong(fault, Precision.F32);
    for (String shape : List.of("5-7-3", "5-7-3-4-2")) {
      assertThatExceptionOfType(VerificationException.class)
          .isThrownBy(
              () -> verify(kernel, shape(shape), 13, GradientKind.MANUAL, OptimizerKind.ADAM, true))
          .withMessageContaining("relative to the float64 oracle");
    }
  }

  private static <M> void verify(
      MatrixKernel<M> kernel,
      NetworkShape shape,
      int batch,
      GradientKind gradient,
      OptimizerKind optimizer,
      boolean bias) {
    Problem problem = Problem.random(shape, batch, 42);
    double learningRate =
        switch (optimizer) {
          case SGD -> 1e-7;
          case ADAM -> 1e-3;
        };
    TrainingSettings settings = new TrainingSettings(gradient, optimizer, bias, learningRate);
    new NetworkVerification<>(new TrainingStep<>(kernel, problem, settings), problem, settings)
        .training();
  }

  /** Of any number of widths, which the command line does not read yet. */
  private static NetworkShape shape(String widths) {
    return new NetworkShape(
        Arrays.stream(widths.split("-", -1)).mapToInt(Integer::parseInt).toArray());
  }
}
