package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.oracle.KernelOracle;
import org.junit.jupiter.api.Test;

/** The operations that sum up. A sum of n terms, in any order, loses at most n·u·Σ|terms|. */
interface ReductionContract<M> extends KernelUnderTest<M> {

  @Test
  default void sumRowsSumsOverTheRows() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        checkSumRows(subject, rows, columns);
      }
    }
    checkSumRows(subject, 5, 1100);
    checkSumRows(subject, 1100, 5);
  }

  private static <M> void checkSumRows(KernelSubject<M> subject, int rows, int columns) {
    double[] a = subject.normal(rows, columns);
    M operand = subject.matrix(rows, columns, a);
    M out = subject.poisoned(1, columns);
    subject.kernel.sumRows(operand, out);
    double[] expected = KernelOracle.sumRows(a, columns);
    double[] terms = KernelOracle.sumRows(KernelSubject.magnitudes(a), columns);
    subject.assertWithin(rows, out, expected, terms, "sumRows of %d×%d".formatted(rows, columns));
    subject.assertUnchanged(operand, a, "sumRows");
  }

  @Test
  default void sumOfSquaresSumsAllElements() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        double[] a = subject.normal(rows, columns);
        M operand = subject.matrix(rows, columns, a);
        double expected = KernelOracle.sumOfSquares(a);
        // One rounding more for the square.
        double bound = (a.length + 1) * subject.unitRoundoff() * expected;
        assertThat(subject.kernel.sumOfSquares(operand))
            .as("sumOfSquares of %d×%d", rows, columns)
            .isCloseTo(expected, within(bound));
        subject.assertUnchanged(operand, a, "sumOfSquares");
      }
    }
  }

  @Test
  default void aNanAnywhereShowsInTheSums() {
    KernelSubject<M> subject = subject();
    for (int bad = 0; bad < 3 * 600; bad += 7) {
      double[] a = subject.normal(3, 600);
      a[bad] = Double.NaN;
      M operand = subject.matrix(3, 600, a);
      M sums = subject.kernel.allocate(1, 600);
      subject.kernel.sumRows(operand, sums);
      assertThat(subject.values(sums)[bad % 600]).as("sumRows").isNaN();
      assertThat(subject.kernel.sumOfSquares(operand)).as("sumOfSquares").isNaN();
    }
  }
}
