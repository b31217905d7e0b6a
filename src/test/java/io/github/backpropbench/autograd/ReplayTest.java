package io.github.backpropbench.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.CheckedKernel;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A walk that the tape repeats gives to the bit what the same walk on a new tape gives. If the loss
 * is not one with the last layer, nothing is repeated, and the same must hold.
 */
class ReplayTest {
  private static Steps<?> steps(boolean fused) {
    return steps(BackendRegistry.load().find("arrays").create(Precision.F64, 1), fused);
  }

  private static <M> Steps<M> steps(MatrixKernel<M> kernel, boolean fused) {
    return new Steps<>(new CheckedKernel<>(kernel), fused);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withOtherValuesInEachStep(boolean fused) {
    Steps<?> steps = steps(fused);
    for (int step = 0; step < 4; step++) {
      steps.change();
      steps.record(true);
      assertThat(steps.tape.canReplay(steps.loss)).isEqualTo(fused && step > 0);
      steps.walk(true);
      assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(true));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void againWithoutANewRecording(boolean fused) {
    Steps<?> steps = steps(fused);
    steps.record(true);
    for (int walk = 0; walk < 3; walk++) {
      steps.walk(true);
      assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(true));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void uncleared(boolean fused) {
    Steps<?> steps = steps(fused);
    steps.record(true);
    steps.walk(true);
    steps.walk(true);
    steps.walk(false);
    assertThat(steps.gradients()).isEqualTo(steps.ofTwoWalks());
    steps.walk(true);
    assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterGradientsWereClearedByHand(boolean fused) {
    Steps<?> steps = steps(fused);
    steps.record(true);
    steps.walk(true);
    steps.tape.clearGradients();
    steps.walk(true);
    steps.walk(false);
    assertThat(steps.gradients()).isEqualTo(steps.ofTwoWalks());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterAnotherRecordingAndBack(boolean fused) {
    Steps<?> steps = steps(fused);
    for (boolean relu : new boolean[] {true, true, false, false, true, true}) {
      steps.change();
      steps.record(relu);
      steps.walk(true);
      assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(relu));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void notOfALossThatIsNotRecordedAgain(boolean fused) {
    Steps<?> steps = steps(fused);
    steps.record(true);
    steps.walk(true);
    steps.walk(true);
    steps.tape.rewind();
    assertThatIllegalStateException().isThrownBy(() -> steps.walk(true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void notWithoutAParameterThatIsNew(boolean fused) {
    Steps<?> steps = steps(fused);
    steps.record(true);
    steps.walk(true);
    steps.walk(true);
    assertThat(steps.gradientOfAnotherParameter()).isZero();
    assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(true));
  }

  /** A network of two layers on a tape that is kept; the last one with the loss if fused. */
  private static final class Steps<M> {
    private static final int[][] SHAPES = {{3, 2}, {1, 2}, {2, 1}, {1, 1}};

    private final MatrixKernel<M> kernel;
    private final boolean fused;
    private final Random random = new Random(8);
    private final M x;
    private final M y;
    private final M output;
    private final Variable<M> input;
    private final Variable<M> target;
    private final List<M> values = new ArrayList<>();
    private final List<M> gradients = new ArrayList<>();
    private final List<Variable<M>> parameters = new ArrayList<>();
    final Tape<M> tape;
    private Scalar loss;

    Steps(MatrixKernel<M> kernel, boolean fused) {
      this.kernel = kernel;
      this.fused = fused;
      tape = new Tape<>(kernel);
      x = normal(5, 3);
      y = normal(5, 1);
      output = kernel.allocate(5, 1);
      input = tape.constant(x);
      target = tape.constant(y);
      for (int[] shape : SHAPES) {
        values.add(normal(shape[0], shape[1]));
        gradients.add(kernel.allocate(shape[0], shape[1]));
        parameters.add(tape.parameter(last(values), last(gradients)));
      }
      loss = record(tape, input, target, parameters, true);
    }

    void change() {
      values.forEach(this::fill);
    }

    void record(boolean relu) {
      tape.rewind();
      loss = record(tape, input, target, parameters, relu);
    }

    void walk(boolean cleared) {
      if (cleared) {
        tape.backwardFromZero(loss);
      } else {
        tape.backward(loss);
      }
    }

    double[] gradients() {
      return contents(gradients);
    }

    double[] ofANewTape(boolean relu) {
      Tape<M> other = new Tape<>(kernel);
      List<M> found = new ArrayList<>();
      List<Variable<M>> own = new ArrayList<>();
      for (M value : values) {
        found.add(kernel.allocate(kernel.rows(value), kernel.columns(value)));
        own.add(other.parameter(value, last(found)));
      }
      other.backward(record(other, other.constant(x), other.constant(y), own, relu));
      return contents(found);
    }

    /** To double a number is exact. */
    double[] ofTwoWalks() {
      return Arrays.stream(ofANewTape(true)).map(gradient -> 2 * gradient).toArray();
    }

    double gradientOfAnotherParameter() {
      M gradient = normal(1, 1);
      tape.parameter(normal(1, 1), gradient);
      walk(true);
      return contents(List.of(gradient))[0];
    }

    private Scalar record(
        Tape<M> on, Variable<M> input, Variable<M> target, List<Variable<M>> p, boolean relu) {
      Variable<M> hidden =
          relu ? on.affineRelu(input, p.get(0), p.get(1)) : on.affine(input, p.get(0), p.get(1));
      return fused
          ? on.affineLoss(LossKind.SQUARED_ERROR, hidden, p.get(2), p.get(3), target, output)
          : on.squaredError(on.affine(hidden, p.get(2), p.get(3)), target);
    }

    private double[] contents(List<M> matrices) {
      return matrices.stream()
          .flatMapToDouble(matrix -> Arrays.stream(GradientCheck.download(kernel, matrix)))
          .toArray();
    }

    private M normal(int rows, int columns) {
      M matrix = kernel.allocate(rows, columns);
      fill(matrix);
      return matrix;
    }

    private void fill(M matrix) {
      kernel.upload(
          random.doubles(kernel.rows(matrix) * (long) kernel.columns(matrix), -1, 1).toArray(),
          matrix);
    }

    private static <T> T last(List<T> list) {
      return list.get(list.size() - 1);
    }
  }
}
