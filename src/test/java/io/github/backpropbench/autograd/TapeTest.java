package io.github.backpropbench.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TestKernels;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TapeTest {
  private static final double[][] A = {{0.7, -1.2, 0.4}, {1.5, 0.3, -0.8}};
  private static final double[][] B = {{0.2, -0.5}, {1.1, 0.9}, {-0.6, 1.3}};
  private static final double[][] C = {{-0.9, 0.1, 2.0}, {0.6, -1.4, 0.5}};
  private static final double[][] ROW = {{0.25, -0.75, 1.25}};
  private static final double[][] PAIR = {{0.35, -0.65}};
  private static final double[][] COLUMN = {{0.8}, {-1.1}, {0.4}};
  private static final double[][] SQUARE = {{0.5, -1.0}, {2.0, 0.75}};

  private final TapeUnderTest<?> subject = new TapeUnderTest<>(TestKernels.checked());

  @Nested
  class DerivativesAgainstFiniteDifferences {
    @Test
    void product() {
      subject.check((tape, v) -> tape.sumOfSquares(tape.multiply(v.get(0), v.get(1))), A, B);
    }

    @Test
    void addedRow() {
      subject.check((tape, v) -> tape.sumOfSquares(tape.addRow(v.get(0), v.get(1))), A, ROW);
    }

    @Test
    void reluAwayFromTheKink() {
      subject.check((tape, v) -> tape.sumOfSquares(tape.relu(v.get(0))), A);
    }

    @Test
    void difference() {
      subject.check((tape, v) -> tape.sumOfSquares(tape.subtract(v.get(0), v.get(1))), A, C);
    }

    @Test
    void scaled() {
      subject.check((tape, v) -> tape.sumOfSquares(tape.scale(-1.7, v.get(0))), A);
    }

    @Test
    void layer() {
      subject.check(
          (tape, v) -> tape.sumOfSquares(tape.affine(v.get(0), v.get(1), v.get(2))), A, B, PAIR);
    }

    @Test
    void layerWithoutRow() {
      subject.check((tape, v) -> tape.sumOfSquares(tape.affine(v.get(0), v.get(1), null)), A, B);
    }

    @Test
    void layerWithReluAwayFromTheKink() {
      subject.check(
          (tape, v) -> tape.sumOfSquares(tape.affineRelu(v.get(0), v.get(1), v.get(2))),
          A,
          B,
          PAIR);
    }

    @Test
    void twoLayers() {
      subject.check(
          (tape, v) ->
              tape.sumOfSquares(
                  tape.affine(tape.affineRelu(v.get(0), v.get(1), v.get(2)), v.get(3), v.get(2))),
          A,
          B,
          PAIR,
          SQUARE);
    }

    @Test
    void layerOfConstantInputs() {
      subject.layerOfConstants();
    }

    @Test
    void layerWhoseRowIsItsWeight() {
      subject.check(
          (tape, v) -> tape.sumOfSquares(tape.affine(v.get(0), v.get(1), v.get(1))), COLUMN, PAIR);
    }

    @Test
    void layerWithReluThatIsUsedTwice() {
      subject.check(TapeTest::reluUsedTwice, A, B, PAIR, SQUARE);
    }

    @Test
    void squaredError() {
      subject.check((tape, v) -> tape.squaredError(v.get(0), v.get(1)), A, C);
    }

    @Test
    void weightedSquaredError() {
      subject.check(
          (tape, v) ->
              tape.add(tape.sumOfSquares(v.get(0)), -0.7, tape.squaredError(v.get(0), v.get(1))),
          A,
          C);
    }

    @Test
    void squaredErrorOfAVariableWithItselfIsFlat() {
      subject.check((tape, v) -> tape.squaredError(v.get(0), v.get(0)), A);
    }

    @Test
    void weightedSumOfTwoLosses() {
      subject.check(
          (tape, v) ->
              tape.add(tape.sumOfSquares(v.get(0)), 0.3, tape.sumOfSquares(tape.relu(v.get(1)))),
          A,
          C);
    }

    @Test
    void aMatrixMultipliedByItself() {
      subject.check((tape, v) -> tape.sumOfSquares(tape.multiply(v.get(0), v.get(0))), SQUARE);
    }

    @Test
    void aVariableThatIsUsedByFourOperations() {
      subject.check(TapeTest::fourUses, A);
    }

    @Test
    void aResultThatIsUsedTwice() {
      subject.check(TapeTest::resultUsedTwice, A, B);
    }

    @Test
    void aRowThatIsAddedToItself() {
      subject.check((tape, v) -> tape.sumOfSquares(tape.addRow(v.get(0), v.get(0))), ROW);
    }

    @Test
    void aDifferenceWithItselfIsFlat() {
      subject.check((tape, v) -> tape.sumOfSquares(tape.subtract(v.get(0), v.get(0))), A);
    }
  }

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
                subject.check(
                    (tape, v) -> tape.sumOfSquares(tape.subtract(v.get(0), v.get(1))), A, B))
        .withMessageContaining("subtract")
        .withMessageContaining("2×3")
        .withMessageContaining("3×2");
  }

  private static <M> Scalar fourUses(Tape<M> tape, List<Variable<M>> variables) {
    Variable<M> a = variables.get(0);
    Variable<M> doubled = tape.scale(2.0, a);
    Variable<M> rest = tape.subtract(tape.relu(a), tape.subtract(a, doubled));
    return tape.add(tape.sumOfSquares(rest), 0.5, tape.sumOfSquares(a));
  }

  private static <M> Scalar resultUsedTwice(Tape<M> tape, List<Variable<M>> variables) {
    Variable<M> product = tape.multiply(variables.get(0), variables.get(1));
    return tape.sumOfSquares(tape.subtract(tape.relu(product), tape.scale(3.0, product)));
  }

  /** What a ReLU lets through goes to a product, a difference and a sum of squares. */
  private static <M> Scalar reluUsedTwice(Tape<M> tape, List<Variable<M>> variables) {
    Variable<M> activation = tape.affineRelu(variables.get(0), variables.get(1), variables.get(2));
    Variable<M> product = tape.multiply(activation, variables.get(3));
    return tape.add(
        tape.sumOfSquares(tape.subtract(activation, product)), 0.4, tape.sumOfSquares(activation));
  }

  /** The test's subject over the kernel's own matrix type. */
  private record TapeUnderTest<M>(MatrixKernel<M> kernel) {

    void check(BiFunction<Tape<M>, List<Variable<M>>, Scalar> computation, double[][]... at) {
      new GradientCheck<>(kernel, computation).check(at);
    }

    /** Only the row is differentiated. */
    void layerOfConstants() {
      M input = kernel.allocate(3, 1);
      M weight = kernel.allocate(1, 2);
      kernel.upload(new double[] {0.8, -1.1, 0.4}, input);
      kernel.upload(new double[] {1.2, 0.7}, weight);
      check(
          (tape, v) ->
              tape.sumOfSquares(
                  tape.affineRelu(tape.constant(input), tape.constant(weight), v.get(0))),
          PAIR);
    }

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
