package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.backpropbench.kernel.CheckedKernel;
import io.github.backpropbench.kernel.MatrixKernel;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * A kernel under test, with matrices and arrays to and fro. Random values are such as the kernel's
 * format holds, so that kernel and oracle start from the same.
 */
final class KernelSubject<M> {
  private static final long SEED = 20240731;
  private static final double[] STOCK =
      DoubleStream.generate(new Random(SEED)::nextGaussian).limit(300_000).toArray();

  final MatrixKernel<M> kernel;
  private final Random random = new Random(SEED);
  private int next;

  KernelSubject(MatrixKernel<M> kernel) {
    this.kernel = new CheckedKernel<>(kernel);
  }

  double unitRoundoff() {
    return kernel.precision().unitRoundoff();
  }

  double[] rounded(double[] values) {
    return Arrays.stream(values).map(kernel.precision()::round).toArray();
  }

  /** Standard normal values, different ones at each call; taken from a stock, which is quick. */
  double[] normal(int rows, int columns) {
    int length = rows * columns;
    next = next + length <= STOCK.length ? next : random.nextInt(STOCK.length - length);
    next += length;
    return rounded(Arrays.copyOfRange(STOCK, next - length, next));
  }

  /** As many values as needed, between -2 and 2, the same ones for the same seed. */
  double[] seeded(int rows, int columns, int seed) {
    return rounded(new Random(seed).doubles((long) rows * columns, -2, 2).toArray());
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

  void assertUnchanged(M matrix, double[] values, String operation) {
    assertEqual(matrix, values, "an operand of " + operation + ", which must leave it unchanged");
  }

  /** Bit for bit, except that all NaNs are equal. */
  void assertEqual(M matrix, double[] expected, String description) {
    assertEqual(values(matrix), expected, shaped(description, matrix));
  }

  private String shaped(String description, M matrix) {
    return "%s, %d×%d, %s"
        .formatted(
            description, kernel.rows(matrix), kernel.columns(matrix), kernel.precision().label());
  }

  /** As {@link #assertEqual}, except that the two zeros are equal, too. */
  void assertEqualButForSignOfZero(M matrix, double[] expected, String description) {
    double[] withoutSign = Arrays.stream(expected).map(value -> value + 0.0).toArray();
    assertEqual(valuesWithoutSignOfZero(matrix), withoutSign, shaped(description, matrix));
  }

  /**
   * Names the first element that differs. AssertJ's {@code containsExactly} takes quadratic time,
   * which is minutes for the larger matrices.
   */
  static void assertEqual(double[] actual, double[] expected, String description) {
    int index = Arrays.mismatch(actual, expected);
    if (index >= 0) {
      assertThat(actual).as(description).hasSameSizeAs(expected);
      fail(
          "%s: element %d of %d is %s and should be %s",
          description, index, expected.length, actual[index], expected[index]);
    }
  }

  /** Each element differs by at most so many roundings of the sum of its terms' magnitudes. */
  void assertWithin(
      int roundings, M matrix, double[] expected, IntToDoubleFunction terms, String description) {
    double[] actual = values(matrix);
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs(actual[i] - expected[i]);
      // The terms are at least as large as their sum, which mostly settles it.
      if (!(error <= roundings * unitRoundoff() * Math.abs(expected[i]))) {
        double bound = roundings * unitRoundoff() * terms.applyAsDouble(i);
        if (!(error <= bound)) {
          fail(
              "%s: element %d is %s and should be %s, within %s",
              shaped(description, matrix), i, actual[i], expected[i], bound);
        }
      }
    }
  }

  void assertWithin(
      int roundings, M matrix, double[] expected, double[] terms, String description) {
    assertWithin(roundings, matrix, expected, i -> Math.abs(terms[i]), description);
  }

  static double[] magnitudes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }
}
