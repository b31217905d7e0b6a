package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.TestKernels;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each operation's derivative, alone, combined and fused, on the tape and in the graph, against
 * finite differences.
 */
class DerivativesTest {
  private static final double[][] A = {{0.7, -1.2, 0.4}, {1.5, 0.3, -0.8}};
  private static final double[][] B = {{0.2, -0.5}, {1.1, 0.9}, {-0.6, 1.3}};
  private static final double[][] ROW = {{0.25, -0.75, 1.25}};
  private static final double[][] PAIR = {{0.35, -0.65}};
  private static final double[][] COLUMN = {{0.8}, {-1.1}, {0.4}};
  private static final double[][] SQUARE = {{0.5, -1.0}, {2.0, 0.75}};
  private static final double[][] OTHER_SQUARE = {{-0.3, 1.2}, {0.9, -0.4}};
  private static final double[][] TARGET = {{0.9, 0.1}, {0.2, 0.8}};

  private final GradientCheck<?> subject = new GradientCheck<>(TestKernels.checked());

  @Test
  void product() {
    subject.check((tape, v) -> tape.squares(tape.multiply(v.get(0), v.get(1))), A, B);
  }

  @Test
  void addedRow() {
    subject.check((tape, v) -> tape.squares(tape.addRow(v.get(0), v.get(1))), A, ROW);
  }

  @Test
  void reluAwayFromTheKink() {
    subject.check((tape, v) -> tape.squares(tape.relu(v.get(0))), A);
  }

  @Test
  void losses() {
    for (LossKind kind : LossKind.values()) {
      subject.check((tape, v) -> tape.loss(kind, v.get(0), TARGET), SQUARE);
    }
  }

  @Test
  void layerWithItsLoss() {
    for (LossKind kind : LossKind.values()) {
      subject.check((tape, v) -> tape.loss(kind, layer(tape, v, 0), TARGET), A, B, PAIR);
      subject.check((tape, v) -> tape.loss(kind, tape.multiply(v.get(0), v.get(1)), TARGET), A, B);
    }
  }

  @Test
  void layerWithReluAwayFromTheKink() {
    subject.check((tape, v) -> tape.squares(tape.relu(layer(tape, v, 0))), A, B, PAIR);
    subject.check((tape, v) -> tape.squares(tape.relu(tape.multiply(v.get(0), v.get(1)))), A, B);
  }

  @Test
  void threeLayers() {
    for (LossKind kind : LossKind.values()) {
      subject.check(
          (tape, v) -> {
            Variable<?> first = tape.relu(layer(tape, v, 0));
            Variable<?> second = tape.relu(tape.addRow(tape.multiply(first, v.get(3)), v.get(4)));
            return tape.loss(kind, tape.multiply(second, v.get(5)), TARGET);
          },
          A,
          B,
          PAIR,
          SQUARE,
          new double[][] {{0.15, 0.45}},
          OTHER_SQUARE);
    }
  }

  @Test
  void layersWithoutReluBetweenThem() {
    subject.check(
        (tape, v) -> tape.squares(tape.multiply(layer(tape, v, 0), v.get(3))), A, B, PAIR, SQUARE);
  }

  @Test
  void tiedWeights() {
    subject.check(
        (tape, v) -> {
          Variable<?> first = tape.relu(tape.addRow(tape.multiply(v.get(0), v.get(1)), v.get(2)));
          Variable<?> second = tape.relu(tape.addRow(tape.multiply(first, v.get(1)), v.get(2)));
          return tape.loss(LossKind.CROSS_ENTROPY, tape.multiply(second, v.get(1)), TARGET);
        },
        SQUARE,
        OTHER_SQUARE,
        PAIR);
  }

  @Test
  void layerOfWhichOnlyTheRowIsAParameter() {
    subject.check(
        (tape, v) ->
            tape.squares(
                tape.relu(
                    tape.addRow(
                        tape.multiply(
                            tape.constant(COLUMN), tape.constant(new double[][] {{1.2, 0.7}})),
                        v.get(0)))),
        PAIR);
  }

  @Test
  void layerWhoseRowIsItsWeight() {
    subject.check(
        (tape, v) -> tape.squares(tape.addRow(tape.multiply(v.get(0), v.get(1)), v.get(1))),
        COLUMN,
        PAIR);
  }

  @Test
  void layerWhoseWeightComesOutOfALayer() {
    subject.check(
        (tape, v) ->
            tape.squares(tape.multiply(v.get(0), tape.relu(tape.multiply(v.get(1), v.get(2))))),
        A,
        B,
        SQUARE);
  }

  @Test
  void layerWhoseRowComesOutOfALayer() {
    subject.check(
        (tape, v) ->
            tape.squares(
                tape.addRow(
                    tape.multiply(v.get(0), v.get(1)),
                    tape.relu(tape.multiply(v.get(2), v.get(3))))),
        A,
        B,
        PAIR,
        SQUARE);
  }

  @Test
  void layerWithReluThatIsReadTwice() {
    subject.check(
        (tape, v) -> {
          Variable<?> activation = tape.relu(layer(tape, v, 0));
          return tape.squares(
              tape.multiply(tape.multiply(activation, v.get(3)), tape.relu(activation)));
        },
        A,
        B,
        PAIR,
        SQUARE);
  }

  @Test
  void aMatrixMultipliedByItself() {
    subject.check((tape, v) -> tape.squares(tape.multiply(v.get(0), v.get(0))), SQUARE);
  }

  @Test
  void aVariableThatIsReadFourTimes() {
    subject.check(
        (tape, v) -> {
          Variable<?> a = v.get(0);
          return tape.squares(tape.multiply(tape.multiply(a, tape.relu(a)), tape.multiply(a, a)));
        },
        SQUARE);
  }

  @Test
  void aResultThatIsReadTwice() {
    subject.check(
        (tape, v) -> {
          Variable<?> product = tape.multiply(v.get(0), v.get(1));
          return tape.squares(tape.multiply(tape.relu(product), product));
        },
        A,
        B);
  }

  @Test
  void aSumThatIsReadTwice() {
    subject.check(
        (tape, v) -> {
          Variable<?> sum = layer(tape, v, 0);
          return tape.squares(tape.multiply(tape.relu(sum), sum));
        },
        A,
        B,
        PAIR);
  }

  @Test
  void aRowThatIsAddedToItself() {
    subject.check((tape, v) -> tape.squares(tape.addRow(v.get(0), v.get(0))), ROW);
  }

  @Test
  void whatTheLossDoesNotDependOnHasNoInfluence() {
    subject.check(
        (tape, v) -> {
          tape.squares(tape.relu(layer(tape, v, 0)));
          return tape.squares(tape.multiply(v.get(0), v.get(1)));
        },
        A,
        B,
        PAIR);
  }

  /** The product of the variables from a place on, with the third added to each row. */
  private static Variable<?> layer(GradientCheck.Recorder<?> tape, List<Variable<?>> v, int first) {
    return tape.addRow(tape.multiply(v.get(first), v.get(first + 1)), v.get(first + 2));
  }
}
