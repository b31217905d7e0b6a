package io.github.backpropbench.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TestKernels;
import org.junit.jupiter.api.Test;

/** What a tape keeps, repeats and refuses. */
class TapeTest {
  private static final double[][] A = {{0.7, -1.2, 0.4}, {1.5, 0.3, -0.8}};

  private final TapeUnderTest<?> subject = new TapeUnderTest<>(TestKernels.checked());

  @Test
  void theGradientPassesWhereTheInputIsExactlyZero() {
    assertThat(subject.gradientOfReluPlusOne(0.0)).isEqualTo(2.0);
    assertThat(subject.gradientOfReluPlusOne(-0.0)).isEqualTo(2.0);
    assertThat(subject.gradientOfReluPlusOne(-Double.MIN_VALUE)).isEqualTo(0.0);
  }

  @Test
  void aParameterThatTheLossDoesNotDependOnGetsZeros() {
    subject.unreachedParameter();
  }

  @Test
  void eachLossOfARecordingHasItsOwnGradients() {
    subject.twoLosses();
  }

  @Test
  void aLossOfAnotherRecordingIsRefused() {
    subject.foreignLoss();
  }

  @Test
  void aTargetThatIsNoConstantIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(subject::differentiatedTarget)
        .withMessage("the target of a loss must be a constant");
  }

  @Test
  void onlyAConstantCanBeSet() {
    assertThatIllegalStateException().isThrownBy(subject::setParameter);
  }

  @Test
  void wrongShapesAreRefusedByTheCheckedKernel() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GradientCheck<>(subject.kernel)
                    .check((tape, v) -> tape.squares(tape.multiply(v.get(0), v.get(1))), A, A))
        .withMessageContaining("multiply")
        .withMessageContaining("2×3");
  }

  /** The test's subject over the kernel's own matrix type. */
  private record TapeUnderTest<M>(MatrixKernel<M> kernel) {

    private M number(double value) {
      return GradientCheck.upload(kernel, new double[][] {{value}});
    }

    private double number(M matrix) {
      return GradientCheck.download(kernel, matrix)[0];
    }

    private Scalar square(Tape<M> tape, Variable<M> a) {
      return tape.loss(LossKind.SQUARED_ERROR, a, tape.constant(number(0.0)));
    }

    /** d/da (relu(a) + 1)² = 2·(relu(a) + 1)·relu'(a). */
    double gradientOfReluPlusOne(double at) {
      Tape<M> tape = new Tape<>(kernel);
      M gradient = number(Double.NaN);
      Variable<M> a = tape.parameter(number(at), gradient);
      Variable<M> one = tape.constant(number(1.0));
      tape.backward(square(tape, tape.addRow(tape.relu(a), one)));
      return number(gradient);
    }

    void unreachedParameter() {
      Tape<M> tape = new Tape<>(kernel);
      M gradient = number(Double.NaN);
      M other = number(0.0);
      tape.parameter(number(Double.POSITIVE_INFINITY), gradient);
      Scalar loss = square(tape, tape.parameter(number(2.0), other));
      tape.backward(loss);
      assertThat(number(gradient)).isZero();
      assertThat(number(other)).isEqualTo(4.0);
      kernel.upload(new double[] {7.0}, gradient);
      Graph.of(kernel, tape, loss).backward();
      assertThat(number(gradient)).isZero();
    }

    void twoLosses() {
      Tape<M> tape = new Tape<>(kernel);
      M gradient = number(0.0);
      Variable<M> a = tape.parameter(number(3.0), gradient);
      Scalar first = square(tape, a);
      Scalar second = square(tape, tape.multiply(a, a));
      for (int pass = 0; pass < 2; pass++) {
        tape.backward(second);
        assertThat(number(gradient)).isEqualTo(4.0 * 27.0);
        tape.backward(first);
        assertThat(number(gradient)).isEqualTo(6.0);
      }
    }

    void foreignLoss() {
      Tape<M> tape = new Tape<>(kernel);
      Variable<M> a = tape.parameter(number(3.0), number(0.0));
      Scalar loss = square(tape, a);
      tape.rewind();
      assertThatIllegalStateException()
          .isThrownBy(() -> tape.backward(loss))
          .withMessageContaining("current recording");
      tape.multiply(a, a); // on the place where the loss was
      assertThatIllegalStateException()
          .isThrownBy(() -> tape.backward(loss))
          .withMessageContaining("current recording");
    }

    void differentiatedTarget() {
      Tape<M> tape = new Tape<>(kernel);
      Variable<M> a = tape.parameter(number(3.0), number(0.0));
      tape.loss(LossKind.SQUARED_ERROR, tape.constant(number(1.0)), a);
    }

    void setParameter() {
      new Tape<>(kernel).parameter(number(3.0), number(0.0)).set(number(1.0));
    }
  }
}
