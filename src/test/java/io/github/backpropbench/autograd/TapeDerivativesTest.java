package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TestKernels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each operation's derivative, alone and combined, against finite differences. */
class TapeDerivativesTest {
  private static final double[][] A = {{0.7, -1.2, 0.4}, {1.5, 0.3, -0.8}};
  private static final double[][] B = {{0.2, -0.5}, {1.1, 0.9}, {-0.6, 1.3}};
  private static final double[][] C = {{-0.9, 0.1, 2.0}, {0.6, -1.4, 0.5}};
  private static final double[][] ROW = {{0.25, -0.75, 1.25}};
  private static final double[][] PAIR = {{0.35, -0.65}};
  private static final double[][] COLUMN = {{0.8}, {-1.1}, {0.4}};
  private static final double[][] SQUARE = {{0.5, -1.0}, {2.0, 0.75}};

  private final GradientCheck<?> subject = new GradientCheck<>(TestKernels.checked());

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
        (tape, v) -> tape.sumOfSquares(tape.affineRelu(v.get(0), v.get(1), v.get(2))), A, B, PAIR);
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
    layerOfConstants(TestKernels.checked());
  }

  @Test
  void layerWhoseRowIsItsWeight() {
    subject.check(
        (tape, v) -> tape.sumOfSquares(tape.affine(v.get(0), v.get(1), v.get(1))), COLUMN, PAIR);
  }

  @Test
  void layerWhoseWeightComesOutOfARelu() {
    subject.check(
        (tape, v) -> tape.sumOfSquares(tape.affine(v.get(0), tape.relu(v.get(1)), null)), A, B);
  }

  @Test
  void layerWhoseRowComesOutOfARelu() {
    subject.check(
        (tape, v) -> tape.sumOfSquares(tape.affine(v.get(0), v.get(1), tape.relu(v.get(2)))),
        A,
        B,
        PAIR);
  }

  @Test
  void layerWithReluThatIsUsedTwice() {
    subject.check(TapeDerivativesTest::reluUsedTwice, A, B, PAIR, SQUARE);
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
    subject.check(TapeDerivativesTest::fourUses, A);
  }

  @Test
  void aResultThatIsUsedTwice() {
    subject.check(TapeDerivativesTest::resultUsedTwice, A, B);
  }

  @Test
  void aRowThatIsAddedToItself() {
    subject.check((tape, v) -> tape.sumOfSquares(tape.addRow(v.get(0), v.get(0))), ROW);
  }

  @Test
  void aDifferenceWithItselfIsFlat() {
    subject.check((tape, v) -> tape.sumOfSquares(tape.subtract(v.get(0), v.get(0))), A);
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

  /** Only the row is differentiated. */
  private static <M> void layerOfConstants(MatrixKernel<M> kernel) {
    M input = GradientCheck.upload(kernel, COLUMN);
    M weight = GradientCheck.upload(kernel, new double[][] {{1.2, 0.7}});
    new GradientCheck<>(kernel)
        .check(
            (tape, v) ->
                tape.sumOfSquares(
                    tape.affineRelu(tape.constant(input), tape.constant(weight), v.get(0))),
            PAIR);
  }
}
