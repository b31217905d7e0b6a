package io.github.backpropbench.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerTest {
  private final Subject<?> subject = Subject.of(TestKernels.checked());

  @Test
  void gradientDescentSubtractsTheScaledGradient() {
    assertThat(subject.train(OptimizerKind.SGD, 0.5, 1.0, 4.0, 1)).isEqualTo(-1.0);
    assertThat(subject.train(OptimizerKind.SGD, 0.5, 1.0, 4.0, 3)).isEqualTo(-5.0);
  }

  @Test
  void adamsFirstStepIsTheLearningRateWhateverTheGradientsSize() {
    // After bias correction m = g and √v = |g|; only ε keeps the quotient from being exactly 1.
    assertThat(subject.train(OptimizerKind.ADAM, 0.1, 1.0, 4.0, 1)).isEqualTo(0.9, within(1e-8));
    assertThat(subject.train(OptimizerKind.ADAM, 0.1, 1.0, -1e-3, 1)).isEqualTo(1.1, within(2e-6));
  }

  @Test
  void adamKeepsStepsOfTheLearningRateUnderAConstantGradient() {
    assertThat(subject.train(OptimizerKind.ADAM, 0.1, 1.0, 4.0, 7)).isEqualTo(0.3, within(1e-7));
  }

  @Test
  void adamLeavesAParameterAloneWhereTheGradientIsZero() {
    assertThat(subject.train(OptimizerKind.ADAM, 0.1, 1.0, 0.0, 5)).isEqualTo(1.0);
  }

  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void stepsLikeANewOneAfterAReset(OptimizerKind kind) {
    assertThat(subject.trainResetTrain(kind)).isEqualTo(subject.train(kind, 0.1, 1, 3, 2));
  }

  @Test
  void momentumAddsUpAConstantGradient() {
    // v = 4, then 0.5·4 + 4 = 6, then 7: 10 − 0.1·(4 + 6 + 7).
    OptimizerSettings settings = new OptimizerSettings(OptimizerKind.MOMENTUM, 0.1, 0.5, 0.0);
    assertThat(subject.train(settings, 10.0, 4.0, 3)).isEqualTo(8.3, within(1e-14));
  }

  @Test
  void adamwShrinksAParameterEvenWhereTheGradientIsZero() {
    OptimizerSettings settings = new OptimizerSettings(OptimizerKind.ADAMW, 0.1, 0.0, 0.5);
    assertThat(subject.train(settings, 2.0, 0.0, 2)).isEqualTo(2 * 0.95 * 0.95, within(1e-14));
  }

  @Test
  void constantsAreFiniteAndNotNegative() {
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new OptimizerSettings(OptimizerKind.SGD, wrong))
          .withMessage("the learning rate must be a finite number of at least 0, not " + wrong);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new OptimizerSettings(OptimizerKind.MOMENTUM, 0.1, wrong, 0.0))
          .withMessageStartingWith("the momentum must be");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new OptimizerSettings(OptimizerKind.ADAMW, 0.1, 0.9, wrong))
          .withMessageStartingWith("the weight decay must be");
    }
  }

  @Test
  void labelsAreReadAndUnknownOnesListed() {
    assertThat(OptimizerKind.parse("adam")).isEqualTo(OptimizerKind.ADAM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptimizerKind.parse("lbfgs"))
        .withMessage("unknown optimizer 'lbfgs'; known: sgd, momentum, adam, adamw");
  }

  /** A single weight on the kernel's own matrices. */
  private record Subject<M>(
      MatrixKernel<M> kernel, Parameters<M> parameters, Parameters<M> gradients) {

    static <M> Subject<M> of(MatrixKernel<M> kernel) {
      NetworkShape shape = new NetworkShape(1, 1);
      return new Subject<>(
          kernel,
          Parameters.allocate(kernel, shape, false),
          Parameters.allocate(kernel, shape, false));
    }

    double train(OptimizerKind kind, double learningRate, double start, double slope, int steps) {
      return train(new OptimizerSettings(kind, learningRate), start, slope, steps);
    }

    double train(OptimizerSettings settings, double start, double slope, int steps) {
      set(start, slope);
      return steps(Optimizer.of(settings, kernel, parameters, gradients), steps);
    }

    double trainResetTrain(OptimizerKind kind) {
      set(1, -17);
      Optimizer optimizer =
          Optimizer.of(new OptimizerSettings(kind, 0.1), kernel, parameters, gradients);
      steps(optimizer, 5);
      optimizer.reset();
      set(1, 3);
      return steps(optimizer, 2);
    }

    private void set(double start, double slope) {
      kernel.upload(new double[] {start}, parameters.layers().get(0).w());
      kernel.upload(new double[] {slope}, gradients.layers().get(0).w());
    }

    private double steps(Optimizer optimizer, int steps) {
      for (int i = 0; i < steps; i++) {
        optimizer.step();
      }
      double[] value = new double[1];
      kernel.download(parameters.layers().get(0).w(), value);
      return value[0];
    }
  }
}
