package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.KernelOracle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Softmax and cross-entropy with their gradient. */
interface CrossEntropyContract<M> extends KernelUnderTest<M> {
  /** Roundings of exp and log, of a few ulp each, of the divisions and of the scaling. */
  int ROUNDINGS = 30;

  @Test
  default void crossEntropyAgreesWithTheOracle() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        check(subject, columns, subject.normal(rows, columns), labels(rows, columns));
      }
    }
    check(subject, 10, subject.normal(1000, 10), labels(1000, 10));
    check(subject, 1100, subject.normal(5, 1100), labels(5, 1100));
  }

  @Test
  default void probabilitiesMayStandForLabels() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      double[] target = KernelSubject.magnitudes(subject.normal(rows, 7));
      for (int start = 0; start < target.length; start += 7) {
        double sum = Arrays.stream(target, start, start + 7).sum();
        for (int i = start; i < start + 7; i++) {
          target[i] = subject.kernel.precision().round(target[i] / sum);
        }
      }
      check(subject, 7, subject.normal(rows, 7), target);
    }
  }

  /** As PyTorch does; that the sums are 1 is checked to five digits only. */
  @Test
  default void theSumOfRoundedProbabilitiesCounts() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      double[] target = new double[rows * 3];
      Arrays.setAll(
          target, i -> subject.kernel.precision().round((i % 3 + 1) / 6.0 * (1 + 1e-5 * (i % 2))));
      check(subject, 3, subject.normal(rows, 3), target);
    }
  }

  @Test
  default void steepLogitsNeitherOverflowNorVanish() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      double[] logits = new double[rows * 5];
      Arrays.setAll(logits, i -> i % 3 == 0 ? 1000 : i % 3 == 1 ? -1000 : 0);
      check(subject, 5, logits, labels(rows, 5));
      check(subject, 5, KernelOracle.scale(50, subject.normal(rows, 5)), labels(rows, 5));
    }
  }

  @Test
  default void equalLogitsAreEquallyProbable() {
    KernelSubject<M> subject = subject();
    for (double logit : new double[] {0, -0.0, 3, -1000, 1000, 1e30}) {
      for (int columns : new int[] {2, 10, 33}) {
        double[] logits = new double[4 * columns];
        Arrays.fill(logits, subject.kernel.precision().round(logit));
        double[] target = labels(4, columns);
        M gradient = subject.poisoned(4, columns);
        double loss =
            subject.kernel.crossEntropy(
                subject.matrix(4, columns, logits), subject.matrix(4, columns, target), gradient);
        double u = subject.unitRoundoff();
        assertThat(loss)
            .as("crossEntropy")
            .isCloseTo(Math.log(columns), within(ROUNDINGS * u * Math.log(columns)));
        double[] expected = new double[target.length];
        Arrays.setAll(expected, i -> (1.0 / columns - target[i]) / 4);
        subject.assertWithin(
            ROUNDINGS, gradient, expected, expected, "crossEntropy, gradient of equal logits");
      }
    }
  }

  /** With two classes, the loss is log(1 + exp(−z)), with z the margin of the right one. */
  @Test
  default void twoColumnsAreALogisticRegression() {
    KernelSubject<M> subject = subject();
    for (double z : new double[] {-80, -3, -0.5, 0.5, 3}) {
      M gradient = subject.poisoned(1, 2);
      double loss =
          subject.kernel.crossEntropy(
              subject.matrix(1, 2, z, 0), subject.matrix(1, 2, 1, 0), gradient);
      double u = subject.unitRoundoff();
      double roundings = ROUNDINGS + 2 * Math.abs(z);
      double expected = Math.log1p(Math.exp(-z));
      assertThat(loss)
          .as("crossEntropy")
          .isCloseTo(expected, within(roundings * u * Math.max(1, expected)));
      double share = 1 / (1 + Math.exp(-z));
      double[] values = subject.values(gradient);
      assertThat(values[0]).as("crossEntropy").isCloseTo(share - 1, within(roundings * u));
      assertThat(values[1]).as("crossEntropy").isCloseTo(1 - share, within(roundings * u));
    }
  }

  @Test
  default void aNanSpoilsItsOwnRowAndTheLoss() {
    KernelSubject<M> subject = subject();
    for (int rows : new int[] {1, 2, 9, 33}) {
      for (int bad = 0; bad < rows * 3; bad++) {
        double[] logits = subject.normal(rows, 3);
        logits[bad] = Double.NaN;
        M gradient = subject.poisoned(rows, 3);
        double loss =
            subject.kernel.crossEntropy(
                subject.matrix(rows, 3, logits),
                subject.matrix(rows, 3, labels(rows, 3)),
                gradient);
        assertThat(loss).as("crossEntropy").isNaN();
        double[] values = subject.values(gradient);
        for (int i = 0; i < values.length; i++) {
          assertThat(Double.isNaN(values[i])).as("crossEntropy").isEqualTo(i / 3 == bad / 3);
        }
      }
    }
  }

  private static <M> void check(
      KernelSubject<M> subject, int columns, double[] logits, double[] target) {
    int rows = logits.length / columns;
    double[] rounded = subject.rounded(logits);
    M left = subject.matrix(rows, columns, rounded);
    M right = subject.matrix(rows, columns, target);
    M gradient = subject.poisoned(rows, columns);
    double loss = subject.kernel.crossEntropy(left, right, gradient);
    // The rounding of a difference of logits is one of the exponential's relative to its size.
    double spread = 2 * Arrays.stream(rounded).map(Math::abs).max().orElseThrow();
    double roundings = ROUNDINGS + columns + 2 * spread;
    double u = subject.unitRoundoff();
    double expected = KernelOracle.crossEntropy(rounded, target, columns);
    assertThat(loss)
        .as("crossEntropy of %d×%d", rows, columns)
        .isCloseTo(expected, within(roundings * u * Math.max(1, expected)));
    double[] actual = subject.values(gradient);
    double[] wanted = KernelOracle.crossEntropyGradient(rounded, target, columns);
    double smallest =
        subject.kernel.precision() == Precision.F32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    for (int i = 0; i < wanted.length; i++) {
      double terms = Math.abs(wanted[i]) + 2 * target[i] / rows;
      double bound = roundings * u * terms + smallest;
      if (!(Math.abs(actual[i] - wanted[i]) <= bound)) {
        assertThat(actual[i])
            .as("crossEntropy, gradient, element %d of %d×%d", i, rows, columns)
            .isCloseTo(wanted[i], within(bound));
      }
    }
    subject.assertUnchanged(left, rounded, "crossEntropy");
    subject.assertUnchanged(right, target, "crossEntropy");
  }

  /** One-hot rows, with the label moving on from row to row. */
  private static double[] labels(int rows, int columns) {
    double[] target = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      target[i * columns + (7 * i + 1) % columns] = 1;
    }
    return target;
  }
}
