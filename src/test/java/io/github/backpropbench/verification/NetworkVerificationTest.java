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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkVerificationTest {

  @ParameterizedTest
  @CsvSource({
    "3-2-1,1",
    "3-2-1,64",
    "3-2-1,4096",
    "1-1-1,1",
    "5-7-3,13",
    "40-33-17,31",
    "200-50-10,512"
  })
  void aRightBackendPassesInEveryPrecisionAndSetting(String shape, int batch) {
    for (Precision precision : Precision.values()) {
      for (GradientKind gradient : GradientKind.values()) {
        for (OptimizerKind optimizer : OptimizerKind.values()) {
          MatrixKernel<?> kernel = TestKernels.unchecked(precision);
          assertThatCode(() -> verify(kernel, shape, batch, gradient, optimizer))
              .as("%s %s %s", precision, gradient, optimizer)
              .doesNotThrowAnyException();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(WrongKernel.Fault.class)
  void aWrongOperationIsFound(WrongKernel.Fault fault) {
    MatrixKernel<?> kernel = TestKernels.wrong(fault, Precision.F32);
    assertThatExceptionOfType(VerificationException.class)
        .isThrownBy(() -> verify(kernel, "5-7-3", 13, GradientKind.MANUAL, OptimizerKind.ADAM))
        .withMessageContaining("relative to the float64 oracle");
  }

  private static <M> void verify(
      MatrixKernel<M> kernel,
      String shape,
      int batch,
      GradientKind gradient,
      OptimizerKind optimizer) {
    Problem problem = Problem.random(NetworkShape.parse(shape), batch, 42);
    double learningRate = optimizer == OptimizerKind.ADAM ? 1e-3 : 1e-7;
    TrainingSettings settings = new TrainingSettings(gradient, optimizer, true, learningRate);
    new NetworkVerification<>(new TrainingStep<>(kernel, problem, settings), problem, settings)
        .training();
  }
}
