package io.github.backpropbench.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Holds the tape's gradients against central differences, f64, and further walks against the first.
 *
 * <p>With a displacement of d the quotient is off by about d²·f‴/6 for the formula and u·|f|/d for
 * rounding: 1e-10 and 1e-11 of the values at d = 1e-5, so 1e-7 of the largest gradient is generous
 * and still far below any wrong derivative.
 */
final class GradientCheck<M> {
  private static final double DISPLACEMENT = 1e-5;
  private static final double TOLERANCE = 1e-7;

  /** One that may be kept, one that may repeat it, and one more after that. */
  private static final int FURTHER_WALKS = 3;

  private final MatrixKernel<M> kernel;

  GradientCheck(MatrixKernel<M> kernel) {
    this.kernel = kernel;
  }

  /** Checks the computation's gradient by each of the matrices, given as rows of values. */
  void check(BiFunction<Tape<M>, List<Variable<M>>, Scalar> computation, double[][]... matrices) {
    List<double[]> gradients = tapeGradients(computation, matrices);
    for (int m = 0; m < matrices.length; m++) {
      double[] actual = gradients.get(m);
      double[] expected = new double[actual.length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] =
            (displaced(computation, matrices, m, i, DISPLACEMENT)
                    - displaced(computation, matrices, m, i, -DISPLACEMENT))
                / (2 * DISPLACEMENT);
      }
      double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0) + 1.0;
      assertThat(actual)
          .as("gradient of matrix %d", m)
          .containsExactly(expected, within(TOLERANCE * scale));
    }
  }

  private List<double[]> tapeGradients(
      BiFunction<Tape<M>, List<Variable<M>>, Scalar> computation, double[][]... matrices) {
    Tape<M> tape = new Tape<>(kernel);
    List<Variable<M>> variables = new ArrayList<>();
    List<M> gradients = new ArrayList<>();
    for (double[][] matrix : matrices) {
      M gradient = kernel.allocate(matrix.length, matrix[0].length);
      gradients.add(gradient);
      variables.add(tape.parameter(upload(kernel, matrix), gradient));
    }
    Scalar loss = computation.apply(tape, variables);
    tape.backward(loss);
    List<double[]> values = values(gradients);
    for (int walk = 0; walk < FURTHER_WALKS; walk++) {
      tape.backwardFromZero(loss);
      assertThat(values(gradients)).as("another walk").usingRecursiveComparison().isEqualTo(values);
    }
    return values;
  }

  private List<double[]> values(List<M> matrices) {
    return matrices.stream().map(matrix -> download(kernel, matrix)).toList();
  }

  private double displaced(
      BiFunction<Tape<M>, List<Variable<M>>, Scalar> computation,
      double[][][] matrices,
      int matrix,
      int element,
      double by) {
    Tape<M> tape = new Tape<>(kernel);
    List<Variable<M>> variables = new ArrayList<>();
    for (int m = 0; m < matrices.length; m++) {
      double[][] rows = Arrays.stream(matrices[m]).map(double[]::clone).toArray(double[][]::new);
      if (m == matrix) {
        rows[element / rows[0].length][element % rows[0].length] += by;
      }
      variables.add(tape.constant(upload(kernel, rows)));
    }
    return computation.apply(tape, variables).value();
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
