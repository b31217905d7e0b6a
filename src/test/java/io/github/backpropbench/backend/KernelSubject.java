package io.github.backpropbench.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.kernel.CheckedKernel;
import io.github.backpropbench.kernel.MatrixKernel;
import java.util.Arrays;
import java.util.Random;

/**
 * A kernel under test, with matrices and arrays to and fro. Random values are such as the kernel's
 * format holds, so that kernel and oracle start from the same.
 */
final class KernelSubject<M> {
  final MatrixKernel<M> kernel;
  private final Random random = new Random(20240731);

  KernelSubject(MatrixKernel<M> kernel) {
    this.kernel = new CheckedKernel<>(kernel);
  }

  double unitRoundoff() {
    return kernel.precision().unitRoundoff();
  }

  double[] rounded(double[] values) {
    return Arrays.stream(values).map(kernel.precision()::round).toArray();
  }

  double[] normal(int rows, int columns) {
    double[] values = new double[rows * columns];
    Arrays.setAll(values, i -> random.nextGaussian());
    return rounded(values);
  }

  M matrix(int rows, int columns, double... values) {
    M matrix = kernel.allocate(rows, columns);
    kernel.upload(values, matrix);
    return matrix;
  }

  /** A matrix to be overwritten: whoever reads from it or adds to it is found out. */
  M poisoned(int rows, int columns) {
    double[] values = new double[rows * columns];
    Arrays.fill(values, Double.NaN);
    return matrix(rows, columns, values);
  }

  double[] values(M matrix) {
    double[] values = new double[kernel.rows(matrix) * kernel.columns(matrix)];
    kernel.download(matrix, values);
    return values;
  }

  /** The values, with -0 as 0. */
  double[] valuesWithoutSignOfZero(M matrix) {
    return Arrays.stream(values(matrix)).map(value -> value + 0.0).toArray();
  }

  void assertUnchanged(M matrix, double[] values) {
    assertThat(values(matrix)).as("an operand after the operation").containsExactly(values);
  }

  /** Each element differs by at most so many roundings of the sum of its terms' magnitudes. */
  void assertWithin(int roundings, M matrix, double[] expected, double[] terms) {
    double[] actual = values(matrix);
    for (int i = 0; i < actual.length; i++) {
      double bound = roundings * unitRoundoff() * Math.abs(terms[i]);
      if (!(Math.abs(actual[i] - expected[i]) <= bound)) {
        assertThat(actual[i])
            .as("element %d of %d×%d", i, kernel.rows(matrix), kernel.columns(matrix))
            .isCloseTo(expected[i], within(bound));
      }
    }
  }

  static double[] magnitudes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }
}
