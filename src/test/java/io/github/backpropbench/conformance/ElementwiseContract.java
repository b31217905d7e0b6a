package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.oracle.KernelOracle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The operations that take each element by itself. One rounding makes a result exact up to the
 * format; where a factor is rounded too, three roundings bound the error.
 */
interface ElementwiseContract<M> extends KernelUnderTest<M> {
  double FACTOR = -0.3;

  @Test
  default void addRowAddsTheRowToEachRow() {
    forEachShape(
        (subject, rows, columns) -> {
          double[] a = subject.normal(rows, columns);
          double[] row = subject.normal(1, columns);
          double[] expected = subject.rounded(KernelOracle.addRow(a, row));
          M operand = subject.matrix(rows, columns, a);
          M rowMatrix = subject.matrix(1, columns, row);
          M out = subject.poisoned(rows, columns);
          subject.kernel.addRow(operand, rowMatrix, out);
          subject.assertEqual(out, expected, "addRow");
          subject.assertUnchanged(operand, a, "addRow");
          subject.assertUnchanged(rowMatrix, row, "addRow");

          subject.kernel.addRow(operand, rowMatrix, operand);
          subject.assertEqual(operand, expected, "addRow in place");
        });
  }

  @Test
  default void reluKeepsWhatIsPositive() {
    forEachShape(
        (subject, rows, columns) -> {
          double[] a = subject.normal(rows, columns);
          M operand = subject.matrix(rows, columns, a);
          M out = subject.poisoned(rows, columns);
          subject.kernel.relu(operand, out);
          subject.assertEqual(out, KernelOracle.relu(a), "relu");
          subject.assertUnchanged(operand, a, "relu");

          subject.kernel.relu(operand, operand);
          subject.assertEqual(operand, KernelOracle.relu(a), "relu in place");
        });
  }

  @Test
  default void reluOfSpecialValues() {
    KernelSubject<M> subject = subject();
    M out = subject.poisoned(1, 5);
    subject.kernel.relu(
        subject.matrix(
            1, 5, Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
        out);
    double[] actual = subject.values(out);
    assertThat(actual[0]).as("relu").isNaN();
    // Either zero will do for -0.
    assertThat(Arrays.stream(actual).skip(1).map(v -> v + 0.0))
        .as("relu")
        .containsExactly(0.0, 0.0, Double.POSITIVE_INFINITY, 0.0);
  }

  @Test
  default void reluGradientMasksWhereTheInputIsNegative() {
    forEachShape(
        (subject, rows, columns) -> {
          double[] upstream = subject.normal(rows, columns);
          double[] input = subject.normal(rows, columns);
          double[] expected = KernelOracle.reluGradient(upstream, input);
          M gradient = subject.matrix(rows, columns, upstream);
          M x = subject.matrix(rows, columns, input);
          M out = subject.poisoned(rows, columns);
          subject.kernel.reluGradient(gradient, x, out);
          subject.assertEqualButForSignOfZero(out, expected, "reluGradient");
          subject.assertUnchanged(gradient, upstream, "reluGradient");
          subject.assertUnchanged(x, input, "reluGradient");

          subject.kernel.reluGradient(gradient, x, x);
          subject.assertEqualButForSignOfZero(x, expected, "reluGradient in place");
          x = subject.matrix(rows, columns, input);
          subject.kernel.reluGradient(gradient, x, gradient);
          subject.assertEqualButForSignOfZero(gradient, expected, "reluGradient in place");
        });
  }

  @Test
  default void reluGradientPassesAtExactlyZeroAndStopsAtNan() {
    KernelSubject<M> subject = subject();
    M upstream = subject.matrix(1, 5, 2.0, 3.0, 4.0, Double.NaN, Double.POSITIVE_INFINITY);
    M input = subject.matrix(1, 5, 0.0, -0.0, Double.NaN, -1.0, Double.NEGATIVE_INFINITY);
    M out = subject.poisoned(1, 5);
    subject.kernel.reluGradient(upstream, input, out);
    assertThat(subject.valuesWithoutSignOfZero(out))
        .as("reluGradient")
        .containsExactly(2.0, 3.0, 0.0, 0.0, 0.0);
  }

  @Test
  default void subtractSubtracts() {
    forEachShape(
        (subject, rows, columns) -> {
          double[] a = subject.normal(rows, columns);
          double[] b = subject.normal(rows, columns);
          double[] expected = subject.rounded(KernelOracle.subtract(a, b));
          M left = subject.matrix(rows, columns, a);
          M right = subject.matrix(rows, columns, b);
          M out = subject.poisoned(rows, columns);
          subject.kernel.subtract(left, right, out);
          subject.assertEqual(out, expected, "subtract");
          subject.assertUnchanged(left, a, "subtract");
          subject.assertUnchanged(right, b, "subtract");

          subject.kernel.subtract(left, right, right);
          subject.assertEqual(right, expected, "subtract in place");
          right = subject.matrix(rows, columns, b);
          subject.kernel.subtract(left, right, left);
          subject.assertEqual(left, expected, "subtract in place");
          subject.kernel.subtract(right, right, right);
          subject.assertEqual(right, new double[expected.length], "subtract from itself");
        });
  }

  @Test
  default void scaleScales() {
    forEachShape(
        (subject, rows, columns) -> {
          double[] a = subject.normal(rows, columns);
          double[] expected = KernelOracle.scale(FACTOR, a);
          M operand = subject.matrix(rows, columns, a);
          M out = subject.poisoned(rows, columns);
          subject.kernel.scale(FACTOR, operand, out);
          subject.assertWithin(3, out, expected, KernelOracle.scale(Math.abs(FACTOR), a), "scale");
          subject.assertUnchanged(operand, a, "scale");

          subject.kernel.scale(FACTOR, operand, operand);
          subject.assertWithin(
              3, operand, expected, KernelOracle.scale(Math.abs(FACTOR), a), "scale in place");
        });
  }

  @Test
  default void addScaledAddsInPlace() {
    forEachShape(
        (subject, rows, columns) -> {
          double[] a = subject.normal(rows, columns);
          double[] sum = subject.normal(rows, columns);
          M operand = subject.matrix(rows, columns, a);
          M into = subject.matrix(rows, columns, sum);
          subject.kernel.addScaled(FACTOR, operand, into);
          subject.assertWithin(
              3,
              into,
              KernelOracle.addScaled(FACTOR, a, sum),
              KernelOracle.addScaled(
                  Math.abs(FACTOR), KernelSubject.magnitudes(a), KernelSubject.magnitudes(sum)),
              "addScaled");
          subject.assertUnchanged(operand, a, "addScaled");
        });
  }

  /** Called with a subject, rows and columns. */
  interface ShapeConsumer<M> {
    void accept(KernelSubject<M> subject, int rows, int columns);
  }

  private void forEachShape(ShapeConsumer<M> consumer) {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        consumer.accept(subject, rows, columns);
      }
    }
    consumer.accept(subject, 5, 1100);
  }
}
