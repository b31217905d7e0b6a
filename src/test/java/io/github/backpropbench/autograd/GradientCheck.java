package io.github.backpropbench.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Compares the gradients of the tape and of the traced graph with central differences, in float64,
 * and further passes with the first.
 *
 * <p>With a displacement of d the quotient is off by about d²·f‴/6 for the formula and u·|f|/d for
 * rounding: 1e-10 and 1e-11 of the values at d = 1e-5, so 1e-7 of the largest gradient is generous
 * and still far below any wrong derivative.
 */
final class GradientCheck<M> {
  private static final double DISPLACEMENT = 1e-5;
  private static final double TOLERANCE = 1e-7;

  private static final int FURTHER_PASSES = 3;

  private final MatrixKernel<M> kernel;

  GradientCheck(MatrixKernel<M> kernel) {
    this.kernel = kernel;
  }

  /** A program: what it records of its variables, and the loss of that. */
  interface Program extends BiFunction<Recorder<?>, List<Variable<?>>, Scalar> {}

  /** Records on a tape, whatever its type of matrix. */
  static final class Recorder<M> {
    private final Tape<M> tape;
    private final MatrixKernel<M> kernel;

    private Recorder(Tape<M> tape, MatrixKernel<M> kernel) {
      this.tape = tape;
      this.kernel = kernel;
    }

    Variable<?> constant(double[][] rows) {
      return tape.constant(upload(kernel, rows));
    }

    Variable<?> multiply(Variable<?> a, Variable<?> b) {
      return tape.multiply(own(a), own(b));
    }

    Variable<?> addRow(Variable<?> a, Variable<?> row) {
      return tape.addRow(own(a), own(row));
    }

    Variable<?> relu(Variable<?> a) {
      return tape.relu(own(a));
    }

    Scalar loss(LossKind kind, Variable<?> outputs, double[][] target) {
      return tape.loss(kind, own(outputs), tape.constant(upload(kernel, target)));
    }

    /** The sum of all squares. */
    Scalar squares(Variable<?> a) {
      Variable<M> outputs = own(a);
      M zeros = kernel.allocate(outputs.rows(), outputs.columns());
      return tape.loss(LossKind.SQUARED_ERROR, outputs, tape.constant(zeros));
    }

    @SuppressWarnings("unchecked") // each variable of a program is of its recorder's tape
    private Variable<M> own(Variable<?> variable) {
      return (Variable<M>) variable;
    }
  }

  /** Checks the program's gradient by each of the matrices, given as rows of values. */
  void check(Program program, double[][]... matrices) {
    List<double[]> eager = eager(program, matrices);
    for (int m = 0; m < matrices.length; m++) {
      double[] actual = eager.get(m);
      double[] expected = new double[actual.length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] =
            (displaced(program, matrices, m, i, DISPLACEMENT)
                    - displaced(program, matrices, m, i, -DISPLACEMENT))
                / (2 * DISPLACEMENT);
      }
      double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0) + 1.0;
      assertThat(actual)
          .as("gradient of matrix %d", m)
          .containsExactly(expected, within(TOLERANCE * scale));
      // The same operations in the same order, apart from those that are fused.
      assertThat(traced(program, matrices).get(m))
          .as("gradient of matrix %d by the graph", m)
          .containsExactly(actual, within(1e-14 * scale));
    }
  }

  /** The tape's gradients; by several passes, and by a second recording on the same tape. */
  private List<double[]> eager(Program program, double[][]... matrices) {
    Tape<M> tape = new Tape<>(kernel);
    List<Variable<?>> variables = new ArrayList<>();
    List<M> gradients = parameters(tape, variables, matrices);
    Scalar loss = program.apply(new Recorder<>(tape, kernel), variables);
    tape.backward(loss);
    List<double[]> values = values(gradients);
    for (int pass = 0; pass < FURTHER_PASSES; pass++) {
      tape.backward(loss);
      assertSame(values(gradients), values, "another pass");
    }
    tape.rewind();
    tape.backward(program.apply(new Recorder<>(tape, kernel), variables));
    assertSame(values(gradients), values, "another recording");
    return values;
  }

  private List<double[]> traced(Program program, double[][]... matrices) {
    Tape<M> tape = new Tape<>(kernel);
    List<Variable<?>> variables = new ArrayList<>();
    List<M> gradients = parameters(tape, variables, matrices);
    Scalar loss = program.apply(new Recorder<>(tape, kernel), variables);
    double value = loss.value();
    Graph<M> graph = Graph.of(kernel, tape, loss);
    assertThat(graph.forward()).isEqualTo(value, within(1e-14 * (1 + Math.abs(value))));
    graph.backward();
    List<double[]> values = values(gradients);
    for (int pass = 0; pass < FURTHER_PASSES; pass++) {
      graph.backward();
      assertSame(values(gradients), values, "another pass of the graph");
      graph.forward();
    }
    return values;
  }

  private List<M> parameters(Tape<M> tape, List<Variable<?>> variables, double[][]... matrices) {
    List<M> gradients = new ArrayList<>();
    for (double[][] matrix : matrices) {
      M gradient = kernel.allocate(matrix.length, matrix[0].length);
      gradients.add(gradient);
      variables.add(tape.parameter(upload(kernel, matrix), gradient));
    }
    return gradients;
  }

  private static void assertSame(List<double[]> actual, List<double[]> expected, String what) {
    assertThat(actual).as(what).usingRecursiveComparison().isEqualTo(expected);
  }

  private List<double[]> values(List<M> matrices) {
    return matrices.stream().map(matrix -> download(kernel, matrix)).toList();
  }

  private double displaced(
      Program program, double[][][] matrices, int matrix, int element, double by) {
    Tape<M> tape = new Tape<>(kernel);
    List<Variable<?>> variables = new ArrayList<>();
    for (int m = 0; m < matrices.length; m++) {
      double[][] rows = Arrays.stream(matrices[m]).map(double[]::clone).toArray(double[][]::new);
      if (m == matrix) {
        rows[element / rows[0].length][element % rows[0].length] += by;
      }
      variables.add(tape.constant(upload(kernel, rows)));
    }
    return program.apply(new Recorder<>(tape, kernel), variables).value();
  }

  /** A matrix of these rows. */
  static <M> M upload(MatrixKernel<M> kernel, double[][] rows) {
    M matrix = kernel.allocate(rows.length, rows[0].length);
    kernel.upload(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), matrix);
    return matrix;
  }

  /** The values of a matrix, row after row. */
  static <M> double[] download(MatrixKernel<M> kernel, M matrix) {
    double[] values = new double[kernel.rows(matrix) * kernel.columns(matrix)];
    kernel.download(matrix, values);
    return values;
  }
}
