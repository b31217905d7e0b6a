package io.github.backpropbench.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TestKernels;
import org.junit.jupiter.api.Test;

/** What a tape keeps, repeats, adds up and refuses. */
class TapeTest {
  private static final double[][] A = {{0.7, -1.2, 0.4}, {1.5, 0.3, -0.8}};
  private static final double[][] B = {{0.2, -0.5}, {1.1, 0.9}, {-0.6, 1.3}};

  private final TapeUnderTest<?> subject = new TapeUnderTest<>(TestKernels.checked());

  @Test
  void theGradientPassesWhereTheInputIsExactlyZero() {
    assertThat(subject.gradientOfReluPlusOne(0.0)).isEqualTo(2.0);
    assertThat(subject.gradientOfReluPlusOne(-0.0)).isEqualTo(2.0);
    assertThat(subject.gradientOfReluPlusOne(-Double.MIN_VALUE)).isEqualTo(0.0);
  }

  @Test
  void gradientsOfSeveralWalksAddUpUntilTheyAreCleared() {
    assertThat(subject.gradientAfterWalks(1, false)).isEqualTo(6.0);
    assertThat(subject.gradientAfterWalks(3, false)).isEqualTo(18.0);
    assertThat(subject.gradientAfterWalks(3, true)).isEqualTo(6.0);
  }

  @Test
  void aParameterThatTheLossDoesNotDependOnGetsZeros() {
    subject.unreachedParameter();
  }

  @Test
  void aSecondRecordingUsesTheSameNodes() {
    subject.recordedAgain();
  }

  @Test
  void aRecordingThatTakesAnotherWayIsStillRight() {
    subject.recordedOtherwise();
  }

  @Test
  void aLossOfAnotherRecordingIsRefused() {
    subject.foreignLoss();
  }

  @Test
  void wrongShapesAreRefusedByTheCheckedKernel() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GradientCheck<>(subject.kernel)
                    .check((tape, v) -> tape.sumOfSquares(tape.subtract(v.get(0), v.get(1))), A, B))
        .withMessageContaining("subtract")
        .withMessageContaining("2×3")
        .withMessageContaining("3×2");
  }

  /** The test's subject over the kernel's own matrix type. */
  private record TapeUnderTest<M>(MatrixKernel<M> kernel) {

    private M number(double value) {
      M matrix = kernel.allocate(1, 1);
      kernel.upload(new double[] {value}, matrix);
      return matrix;
    }

    private double number(M matrix) {
      double[] value = new double[1];
      kernel.download(matrix, value);
      return value[0];
    }

    /** d/da (relu(a) + 1)² = 2·(relu(a) + 1)·relu'(a). */
    double gradientOfReluPlusOne(double at) {
      Tape<M> tape = new Tape<>(kernel);
      M gradient = number(Double.NaN);
      Variable<M> a = tape.parameter(number(at), gradient);
      Variable<M> one = tape.constant(number(1.0));
      tape.backward(tape.sumOfSquares(tape.addRow(tape.relu(a), one)));
      return number(gradient);
    }

    /** d/da a² = 2a at 3. */
    double gradientAfterWalks(int walks, boolean cleared) {
      Tape<M> tape = new Tape<>(kernel);
      M gradient = number(Double.NaN);
      Scalar loss = tape.sumOfSquares(tape.parameter(number(3.0), gradient));
      for (int i = 0; i < walks; i++) {
        if (cleared) {
          tape.clearGradients();
        }
        tape.backward(loss);
      }
      return number(gradient);
    }

    void unreachedParameter() {
      Tape<M> tape = new Tape<>(kernel);
      M gradient = number(Double.NaN);
      M other = number(0.0);
      tape.parameter(number(5.0), gradient);
      tape.backward(tape.sumOfSquares(tape.parameter(number(2.0), other)));
      assertThat(number(gradient)).isZero();
      assertThat(number(other)).isEqualTo(4.0);
    }

    void recordedAgain() {
      Tape<M> tape = new Tape<>(kernel);
      M value = number(3.0);
      M gradient = number(0.0);
      Variable<M> a = tape.parameter(value, gradient);
      Variable<M> first = tape.scale(2.0, tape.relu(a));
      Scalar loss = tape.sumOfSquares(first);
      tape.backward(loss);
      kernel.upload(new double[] {1.0}, value);
      tape.rewind();
      tape.clearGradients();
      assertThat(tape.scale(2.0, tape.relu(a))).isSameAs(first);
      assertThat(tape.sumOfSquares(first)).isSameAs(loss);
      tape.backward(loss);
      assertThat(loss.value()).isEqualTo(4.0);
      assertThat(number(gradient)).isEqualTo(8.0);
    }

    void recordedOtherwise() {
      Tape<M> tape = new Tape<>(kernel);
      M gradient = number(0.0);
      Variable<M> a = tape.parameter(number(3.0), gradient);
      tape.sumOfSquares(tape.scale(2.0, tape.relu(a)));
      tape.rewind();
      tape.clearGradients();
      Scalar loss = tape.sumOfSquares(tape.scale(5.0, tape.relu(a)));
      tape.backward(loss);
      assertThat(loss.value()).isEqualTo(225.0);
      assertThat(number(gradient)).isEqualTo(150.0);
    }

    void foreignLoss() {
      Tape<M> tape = new Tape<>(kernel);
      Variable<M> a = tape.parameter(number(3.0), number(0.0));
      Scalar loss = tape.sumOfSquares(a);
      tape.rewind();
      assertThatIllegalStateException()
          .isThrownBy(() -> tape.backward(loss))
          .withMessageContaining("current recording");
    }
  }
}
