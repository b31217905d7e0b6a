package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What the combined operations do with NaN, infinities, and inputs of the ReLU of exactly 0. */
interface FusedSpecialValuesContract<M> extends KernelUnderTest<M> {
  /** Widths on both sides of each tile of a narrow layer's gradient. */
  int[] NARROW = {1, 2, 3, 4, 5, 6, 7, 8, 15, 16};

  @Test
  default void affineBackwardPassesAtExactlyZeroAndStopsAtNan() {
    KernelSubject<M> subject = subject();
    double[] upstreams = {2.0, 3.0, 4.0, Double.NaN, Double.POSITIVE_INFINITY};
    double[] gates = {0.0, -0.0, Double.NaN, -1.0, Double.NEGATIVE_INFINITY};
    double[] expected = {2.0, 3.0, 0.0, 0.0, 0.0};
    for (int inputs : SIZES) {
      double[] ones = repeated(new double[] {1.0}, 5 * inputs);
      M a = subject.matrix(5, inputs, ones);
      M upstream = subject.matrix(5, 1, upstreams);
      M gate = subject.matrix(5, inputs, repeated(gates, inputs));
      M b = subject.matrix(inputs, 1, repeated(new double[] {1.0}, inputs));
      M factor = subject.poisoned(inputs, 1);
      M out = subject.poisoned(5, inputs);
      subject.kernel.affineBackward(a, upstream, b, gate, factor, null, out);
      assertThat(subject.valuesWithoutSignOfZero(out))
          .as("affineBackward")
          .containsExactly(repeated(expected, inputs));
      assertThat(subject.values(factor)).as("affineBackward").containsOnly(Double.NaN);
    }
  }

  /** Each value as often as there are columns: the rows of a matrix. */
  private static double[] repeated(double[] values, int columns) {
    return Arrays.stream(values)
        .flatMap(value -> DoubleStream.generate(() -> value).limit(columns))
        .toArray();
  }

  @Test
  default void affineKeepsAnInfinityAndLeavesOtherRowsAlone() {
    KernelSubject<M> subject = subject();
    for (int depth : FusedContract.DEPTHS) {
      for (int columns : SIZES) {
        double[] values = repeated(new double[] {1.0}, 9 * depth);
        values[4 * depth + depth - 1] = Double.POSITIVE_INFINITY;
        M a = subject.matrix(9, depth, values);
        M b = subject.matrix(depth, columns, repeated(new double[] {1.0}, depth * columns));
        M row = subject.matrix(1, columns, repeated(new double[] {1.0}, columns));
        M out = subject.poisoned(9, columns);
        subject.kernel.affine(a, b, row, out);
        double[] expected = repeated(new double[] {depth + 1.0}, 9 * columns);
        Arrays.fill(expected, 4 * columns, 5 * columns, Double.POSITIVE_INFINITY);
        assertThat(subject.values(out)).as("affine").containsExactly(expected);
      }
    }
  }

  @Test
  default void affineGradientHasANanOnlyWhereItsColumnsHaveOne() {
    KernelSubject<M> subject = subject();
    for (int inputs : NARROW) {
      for (int outputs : NARROW) {
        double[] x = repeated(new double[] {1.0}, 9 * inputs);
        double[] u = repeated(new double[] {1.0}, 9 * outputs);
        u[9 * outputs - 1] = Double.NaN; // in the last column
        M factor = subject.poisoned(inputs, outputs);
        M row = subject.poisoned(1, outputs);
        subject.kernel.affineGradient(
            subject.matrix(9, inputs, x), subject.matrix(9, outputs, u), factor, row);
        double[] sums = repeated(new double[] {9.0}, outputs);
        sums[outputs - 1] = Double.NaN;
        assertThat(subject.values(row)).as("affineGradient").containsExactly(sums);
        double[] expected = new double[inputs * outputs];
        Arrays.setAll(expected, at -> sums[at % outputs]);
        assertThat(subject.values(factor)).as("affineGradient").containsExactly(expected);
      }
    }
  }

  @Test
  default void reluGradientOfProductPassesAtExactlyZeroAndStopsAtNan() {
    KernelSubject<M> subject = subject();
    M left = subject.matrix(5, 1, 2.0, 3.0, 4.0, Double.NaN, Double.POSITIVE_INFINITY);
    M input = subject.matrix(5, 1, 0.0, -0.0, Double.NaN, -1.0, Double.NEGATIVE_INFINITY);
    M out = subject.poisoned(5, 1);
    subject.kernel.reluGradientOfProduct(left, subject.matrix(1, 1, 1.0), input, out);
    assertThat(subject.valuesWithoutSignOfZero(out))
        .as("reluGradientOfProduct")
        .containsExactly(2.0, 3.0, 0.0, 0.0, 0.0);
  }

  @Test
  default void affineReluOfNanIsNan() {
    KernelSubject<M> subject = subject();
    M left = subject.matrix(4, 1, Double.NaN, 1.0, Double.NEGATIVE_INFINITY, -3.0);
    M hidden = subject.poisoned(4, 1);
    M out = subject.poisoned(4, 1);
    M one = subject.matrix(1, 1, 1.0);
    subject.kernel.affineRelu(left, one, one, hidden, out);
    assertThat(subject.values(hidden))
        .as("affineRelu")
        .containsExactly(Double.NaN, 2.0, Double.NEGATIVE_INFINITY, -2.0);
    assertThat(subject.valuesWithoutSignOfZero(out))
        .as("affineRelu")
        .containsExactly(Double.NaN, 2.0, 0.0, 0.0);
  }

  @Test
  default void aNanAnywhereShowsInTheSquaredError() {
    KernelSubject<M> subject = subject();
    for (int bad = 0; bad < 100; bad++) {
      double[] a = subject.normal(50, 2);
      a[bad] = Double.NaN;
      M gradient = subject.kernel.allocate(50, 2);
      M zeros = subject.kernel.allocate(50, 2);
      M poisoned = subject.matrix(50, 2, a);
      assertThat(subject.kernel.squaredError(poisoned, zeros, gradient)).as("squaredError").isNaN();
      assertThat(subject.values(gradient)[bad]).as("squaredError").isNaN();

      M one = subject.matrix(2, 2, 1.0, 0.0, 0.0, 1.0);
      M out = subject.kernel.allocate(50, 2);
      assertThat(subject.kernel.affineSquaredError(poisoned, one, null, zeros, out, gradient))
          .as("affineSquaredError")
          .isNaN();
      assertThat(subject.values(gradient)[bad]).as("affineSquaredError").isNaN();
    }
  }
}
