package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.oracle.KernelOracle;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Allocation, upload, download and copy. */
interface TransferContract<M> extends KernelUnderTest<M> {

  @Test
  default void aNewMatrixHasItsShapeAndHoldsZeros() {
    KernelSubject<M> subject = subject();
    M matrix = subject.kernel.allocate(3, 5);
    assertThat(subject.kernel.rows(matrix)).isEqualTo(3);
    assertThat(subject.kernel.columns(matrix)).isEqualTo(5);
    assertThat(subject.values(matrix)).containsExactly(new double[15]);
  }

  @Test
  default void uploadAndDownloadAreRowMajor() {
    KernelSubject<M> subject = subject();
    // As a row of the left factor, e₂ picks row 1 of the right one.
    M picked = subject.poisoned(1, 3);
    subject.kernel.multiply(
        subject.matrix(1, 2, 0, 1), subject.matrix(2, 3, 1, 2, 3, 4, 5, 6), picked);
    assertThat(subject.values(picked)).as("multiply").containsExactly(4, 5, 6);
  }

  @Test
  default void uploadRoundsToThePrecisionAndDownloadIsExact() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        double[] values = new double[rows * columns];
        double[] rounded = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
          values[i] = 1.0 / (i + 3);
          rounded[i] = subject.kernel.precision().round(values[i]);
        }
        subject.assertEqual(subject.matrix(rows, columns, values), rounded, "upload");
      }
    }
  }

  @Test
  default void signedZerosInfinitiesAndNanSurviveTheRoundTrip() {
    KernelSubject<M> subject = subject();
    double[] values = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    assertThat(subject.values(subject.matrix(1, 5, values)))
        .as("upload, then download")
        .containsExactly(values);
  }

  @Test
  default void copyRowsCopiesRowsInTheGivenOrder() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        double[] values = subject.normal(rows, columns);
        M from = subject.matrix(rows, columns, values);
        int[] order = new Random(rows).ints(2L * rows + 3, 0, rows).toArray();
        for (int count : new int[] {1, rows, 2 * rows}) {
          M into = subject.poisoned(count, columns);
          subject.kernel.copyRows(from, order, 3, into);
          int[] picked = Arrays.copyOfRange(order, 3, 3 + count);
          subject.assertEqual(into, KernelOracle.copyRows(values, columns, picked), "copyRows");
        }
        subject.assertUnchanged(from, values, "copyRows");
      }
    }
  }

  @Test
  default void copyCopies() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        double[] values = subject.normal(rows, columns);
        M from = subject.matrix(rows, columns, values);
        M into = subject.poisoned(rows, columns);
        subject.kernel.copy(from, into);
        subject.assertEqual(into, values, "copy");
        subject.assertUnchanged(from, values, "copy");
      }
    }
  }
}
