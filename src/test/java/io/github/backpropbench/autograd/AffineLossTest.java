package io.github.backpropbench.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TestKernels;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The last layer with its loss, as one operation of the tape. */
class AffineLossTest {
  private static final double[][] A = {{0.7, -1.2, 0.4}, {1.5, 0.3, -0.8}};
  private static final double[][] WEIGHT = {{0.2, -0.5}, {1.1, 0.9}, {-0.6, 1.3}};
  private static final double[][] ROW = {{0.35, -0.65}};
  private static final double[][] TARGET = {{0.5, -1.0}, {2.0, 0.75}};
  private static final double[][] PROBABILITIES = {{0.25, 0.75}, {1.0, 0.0}};
  private static final double[][] SQUARE = {{0.9, -0.4}, {0.5, 1.2}};

  /** Sums of six products and squares in another order, in float64. */
  private static final double ROUNDING = 1e-14;

  private final Subject<?> subject = new Subject<>(TestKernels.checked());

  @Test
  void derivativesAgainstFiniteDifferences() {
    subject.derivatives(true);
  }

  @Test
  void derivativesWithoutRow() {
    subject.derivatives(false);
  }

  @Test
  void derivativesAsPartOfALargerLoss() {
    subject.derivativesOfAPart();
  }

  @Test
  void derivativesWhereTheWeightIsReadTwice() {
    subject.derivativesOfAWeightReadTwice();
  }

  @Test
  void derivativesWhereTheWeightComesOutOfARelu() {
    subject.derivativesOfAGatedWeight();
  }

  @Test
  void derivativesOfTheCrossEntropy() {
    subject.derivativesOfTheCrossEntropy();
  }

  @Test
  void derivativesOfAWeightThatTwoLayersShare() {
    subject.derivativesOfTiedWeights(LossKind.CROSS_ENTROPY, PROBABILITIES);
    subject.derivativesOfTiedWeights(LossKind.SQUARED_ERROR, TARGET);
  }

  @Test
  void theTargetOfACrossEntropyIsAConstant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject.targetAsParameter(LossKind.CROSS_ENTROPY))
        .withMessage("the target of cross-entropy must be a constant");
    subject.targetAsParameter(LossKind.SQUARED_ERROR);
  }

  @Test
  void aConstantMayStandForAnotherMatrixInTheNextRecording() {
    subject.anotherBatch();
  }

  @Test
  void valueAndOutputAreThoseOfTheTwoOperations() {
    subject.valueAndOutput();
  }

  @Test
  void twoWalksOfAPartOfALossAddUp() {
    subject.twoWalks();
  }

  @Test
  void aNodeIsUsedAgainForTheSameOperandsOnly() {
    subject.recordedAgain();
  }

  private static final class Subject<M> {
    private final MatrixKernel<M> kernel;

    Subject(MatrixKernel<M> kernel) {
      this.kernel = kernel;
    }

    private Scalar fused(Tape<M> tape, List<Variable<M>> v, boolean row, M output) {
      @Nullable Variable<M> addend = row ? v.get(2) : null;
      return tape.affineLoss(LossKind.SQUARED_ERROR, v.get(0), v.get(1), addend, v.get(3), output);
    }

    private Scalar fused(Tape<M> tape, List<Variable<M>> v) {
      return fused(tape, v, true, kernel.allocate(2, 2));
    }

    void derivatives(boolean row) {
      check((tape, v) -> fused(tape, v, row, kernel.allocate(2, 2)));
    }

    void derivativesOfAPart() {
      check((tape, v) -> tape.add(tape.sumOfSquares(v.get(0)), -2.5, fused(tape, v)));
    }

    void derivativesOfAWeightReadTwice() {
      check((tape, v) -> tape.add(fused(tape, v), 1.0, tape.sumOfSquares(v.get(1))));
    }

    void derivativesOfAGatedWeight() {
      check(
          (tape, v) ->
              fused(tape, List.of(v.get(0), tape.relu(v.get(1)), tape.relu(v.get(2)), v.get(3))));
    }

    void derivativesOfTheCrossEntropy() {
      new GradientCheck<>(kernel)
          .check(
              (tape, v) ->
                  tape.add(
                      tape.affineLoss(
                          LossKind.CROSS_ENTROPY,
                          v.get(0),
                          v.get(1),
                          v.get(2),
                          tape.constant(matrix(PROBABILITIES)),
                          kernel.allocate(2, 2)),
                      0.5,
                      tape.sumOfSquares(v.get(1))),
              A,
              WEIGHT,
              ROW);
    }

    /** {@code max(a·W + b, 0)·S + c}, then again the layer with S and c. */
    void derivativesOfTiedWeights(LossKind loss, double[][] target) {
      new GradientCheck<>(kernel)
          .check(
              (tape, v) -> {
                Variable<M> first = tape.affineRelu(v.get(0), v.get(1), v.get(2));
                Variable<M> second = tape.affineRelu(first, v.get(3), v.get(2));
                Variable<M> y = tape.constant(matrix(target));
                return tape.affineLoss(loss, second, v.get(3), v.get(2), y, kernel.allocate(2, 2));
              },
              A,
              WEIGHT,
              ROW,
              SQUARE);
    }

    void targetAsParameter(LossKind loss) {
      Tape<M> tape = new Tape<>(kernel);
      List<Variable<M>> v = constants(tape);
      Variable<M> target = tape.parameter(matrix(PROBABILITIES), kernel.allocate(2, 2));
      tape.affineLoss(loss, v.get(0), v.get(1), v.get(2), target, kernel.allocate(2, 2));
    }

    void anotherBatch() {
      Tape<M> tape = new Tape<>(kernel);
      List<Variable<M>> v = constants(tape);
      M output = kernel.allocate(2, 2);
      Scalar first = fused(tape, v, true, output);
      double[][] other = {{-0.3, 0.8, 1.4}, {0.6, -0.9, 0.1}};
      v.get(0).set(matrix(other));
      tape.rewind();
      Scalar second = fused(tape, v, true, output);
      assertThat(second).isSameAs(first); // no new node
      Tape<M> fresh = new Tape<>(kernel);
      List<Variable<M>> same =
          List.of(
              fresh.constant(matrix(other)),
              fresh.constant(matrix(WEIGHT)),
              fresh.constant(matrix(ROW)),
              fresh.constant(matrix(TARGET)));
      assertThat(second.value()).isEqualTo(fused(fresh, same).value());
      assertThatIllegalStateException()
          .isThrownBy(() -> tape.affine(v.get(0), v.get(1), v.get(2)).set(output))
          .withMessage("only a constant can be set to another matrix");
    }

    private void check(BiFunction<Tape<M>, List<Variable<M>>, Scalar> loss) {
      new GradientCheck<>(kernel).check(loss, A, WEIGHT, ROW, TARGET);
    }

    void valueAndOutput() {
      Tape<M> tape = new Tape<>(kernel);
      List<Variable<M>> v = constants(tape);
      M output = kernel.allocate(2, 2);
      double fused = fused(tape, v, true, output).value();
      Variable<M> o = tape.affine(v.get(0), v.get(1), v.get(2));
      double expected = tape.squaredError(o, v.get(3)).value();
      assertThat(fused).isCloseTo(expected, within(ROUNDING));
      assertThat(values(output)).containsExactly(values(o.value()), within(ROUNDING));
    }

    void twoWalks() {
      double[] once = weightGradient(1);
      double[] twice = weightGradient(2);
      for (int i = 0; i < once.length; i++) {
        assertThat(twice[i]).isCloseTo(2 * once[i], within(ROUNDING));
      }
      assertThat(once).doesNotContain(0.0);
    }

    private double[] weightGradient(int walks) {
      Tape<M> tape = new Tape<>(kernel);
      List<Variable<M>> v = constants(tape);
      M gradient = kernel.allocate(3, 2);
      Variable<M> weight = tape.parameter(v.get(1).value(), gradient);
      Scalar error =
          tape.affineLoss(
              LossKind.SQUARED_ERROR, v.get(0), weight, v.get(2), v.get(3), kernel.allocate(2, 2));
      Scalar loss = tape.add(tape.sumOfSquares(v.get(0)), 3.0, error);
      for (int walk = 0; walk < walks; walk++) {
        tape.backward(loss);
      }
      return values(gradient);
    }

    void recordedAgain() {
      Tape<M> tape = new Tape<>(kernel);
      List<Variable<M>> v = constants(tape);
      M output = kernel.allocate(2, 2);
      Scalar first = fused(tape, v, true, output);
      tape.rewind();
      assertThat(fused(tape, v, true, output)).isSameAs(first);
      tape.rewind();
      assertThat(fused(tape, v, false, output)).isNotSameAs(first);
      tape.rewind();
      Scalar second = fused(tape, v, true, output);
      tape.rewind();
      assertThat(fused(tape, v, true, kernel.allocate(2, 2))).isNotSameAs(second);
    }

    private List<Variable<M>> constants(Tape<M> tape) {
      return List.of(
          tape.constant(matrix(A)),
          tape.constant(matrix(WEIGHT)),
          tape.constant(matrix(ROW)),
          tape.constant(matrix(TARGET)));
    }

    private M matrix(double[][] rows) {
      return GradientCheck.upload(kernel, rows);
    }

    private double[] values(M matrix) {
      return GradientCheck.download(kernel, matrix);
    }
  }
}
