package io.github.backpropbench.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.CheckedKernel;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A walk that the tape repeats gives to the bit what the same walk on a new tape gives. */
class RepeatedWalkTest {
  private final Steps<?> steps =
      steps(BackendRegistry.load().find("arrays").create(Precision.F64, 1));

  private static <M> Steps<M> steps(MatrixKernel<M> kernel) {
    return new Steps<>(new CheckedKernel<>(kernel));
  }

  @Test
  void withOtherValuesInEachStep() {
    for (int step = 0; step < 4; step++) {
      steps.change();
      steps.record(true);
      steps.walk(true);
      assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(true));
    }
  }

  @Test
  void againWithoutANewRecording() {
    steps.record(true);
    for (int walk = 0; walk < 3; walk++) {
      steps.walk(true);
      assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(true));
    }
  }

  @Test
  void uncleared() {
    steps.record(true);
    steps.walk(true);
    steps.walk(true);
    steps.walk(false);
    double[] twice = Arrays.stream(steps.ofANewTape(true)).map(gradient -> 2 * gradient).toArray();
    assertThat(steps.gradients()).isEqualTo(twice);
    steps.walk(true);
    assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(true));
  }

  @Test
  void afterAnotherRecordingAndBack() {
    for (boolean relu : new boolean[] {true, true, false, false, true, true}) {
      steps.change();
      steps.record(relu);
      steps.walk(true);
      assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(relu));
    }
  }

  @Test
  void notOfALossThatIsNotRecordedAgain() {
    steps.record(true);
    steps.walk(true);
    steps.walk(true);
    steps.tape.rewind();
    assertThatIllegalStateException().isThrownBy(() -> steps.walk(true));
  }

  @Test
  void notWithoutAParameterThatIsNew() {
    steps.record(true);
    steps.walk(true);
    steps.walk(true);
    assertThat(steps.gradientOfAnotherParameter()).isZero();
    assertThat(steps.gradients()).isEqualTo(steps.ofANewTape(true));
  }

  /** A network of two layers on a tape that is kept. */
  private static final class Steps<M> {
    private static final int[][] SHAPES = {{3, 2}, {1, 2}, {2, 1}, {1, 1}};

    private final MatrixKernel<M> kernel;
    private final Random random = new Random(8);
    private final M x;
    private final M y;
    private final Variable<M> input;
    private final Variable<M> target;
    private final List<M> values = new ArrayList<>();
    private final List<M> gradients = new ArrayList<>();
    private final List<Variable<M>> parameters = new ArrayList<>();
    final Tape<M> tape;
    private Scalar loss;

    Steps(MatrixKernel<M> kernel) {
      this.kernel = kernel;
      tape = new Tape<>(kernel);
      x = normal(5, 3);
      y = normal(5, 1);
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
        tape.clearGradients();
      }
      tape.backward(loss);
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
      return on.squaredError(on.affine(hidden, p.get(2), p.get(3)), target);
    }

    private double[] contents(List<M> matrices) {
      return matrices.stream()
          .flatMapToDouble(
              matrix -> {
                double[] content = new double[kernel.rows(matrix) * kernel.columns(matrix)];
                kernel.download(matrix, content);
                return Arrays.stream(content);
              })
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
