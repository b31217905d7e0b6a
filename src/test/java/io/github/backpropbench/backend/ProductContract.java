package io.github.backpropbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.oracle.KernelOracle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The three products, at all triples of sizes and at some that exceed any block.
 *
 * <p>Each element may be off by γ·Σ|a||b| with γ = (k + 1)·u, which is what k multiplications, k
 * additions in any order and a rounding can lose (Higham, "Accuracy and stability of numerical
 * algorithms", 2nd ed., §3.1). It holds for every sum, not only for irregular ones.
 */
interface ProductContract<M> extends KernelUnderTest<M> {
  int[][] LARGE = {{5, 70, 300}, {300, 130, 9}, {131, 67, 129}, {1, 300, 270}, {270, 1, 300}};

  /** One product, of the kernel and of the oracle, with the shapes of its operands as stored. */
  interface Form<M> {
    void multiply(M a, M b, M out);
  }

  /** The oracle's side of a {@link Form}. */
  interface OracleForm {
    double[] multiply(double[] a, double[] b, int m, int k, int n);
  }

  @Test
  default void multiplyAgreesWithTheOracle() {
    KernelSubject<M> subject = subject();
    forEachShape(
        (m, k, n) ->
            check(
                subject,
                subject.kernel::multiply,
                KernelOracle::multiply,
                new int[][] {{m, k}, {k, n}},
                new int[] {m, k, n}));
  }

  @Test
  default void multiplyTransposedLeftAgreesWithTheOracle() {
    KernelSubject<M> subject = subject();
    forEachShape(
        (m, k, n) ->
            check(
                subject,
                subject.kernel::multiplyTransposedLeft,
                KernelOracle::multiplyTransposedLeft,
                new int[][] {{k, m}, {k, n}},
                new int[] {m, k, n}));
  }

  @Test
  default void multiplyTransposedRightAgreesWithTheOracle() {
    KernelSubject<M> subject = subject();
    forEachShape(
        (m, k, n) ->
            check(
                subject,
                subject.kernel::multiplyTransposedRight,
                KernelOracle::multiplyTransposedRight,
                new int[][] {{m, k}, {n, k}},
                new int[] {m, k, n}));
  }

  /** Called with m, k and n. */
  interface ShapeConsumer {
    void accept(int m, int k, int n);
  }

  private void forEachShape(ShapeConsumer consumer) {
    for (int m : SIZES) {
      for (int k : SIZES) {
        for (int n : SIZES) {
          consumer.accept(m, k, n);
        }
      }
    }
    for (int[] shape : LARGE) {
      consumer.accept(shape[0], shape[1], shape[2]);
    }
    for (int[] shape : largerProducts()) {
      consumer.accept(shape[0], shape[1], shape[2]);
    }
  }

  private static <M> void check(
      KernelSubject<M> subject, Form<M> form, OracleForm oracle, int[][] operands, int[] mkn) {
    double[] a = subject.normal(operands[0][0], operands[0][1]);
    double[] b = subject.normal(operands[1][0], operands[1][1]);
    M left = subject.matrix(operands[0][0], operands[0][1], a);
    M right = subject.matrix(operands[1][0], operands[1][1], b);
    M out = subject.poisoned(mkn[0], mkn[2]);

    form.multiply(left, right, out);

    double[] actual = subject.values(out);
    double[] expected = oracle.multiply(a, b, mkn[0], mkn[1], mkn[2]);
    double[] terms = oracle.multiply(magnitudes(a), magnitudes(b), mkn[0], mkn[1], mkn[2]);
    double gamma = (mkn[1] + 1) * subject.unitRoundoff();
    for (int i = 0; i < actual.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= gamma * terms[i])) {
        assertThat(actual[i])
            .as("element %d of the product with m, k, n = %s", i, Arrays.toString(mkn))
            .isEqualTo(expected[i]);
      }
    }
    subject.assertUnchanged(left, a);
    subject.assertUnchanged(right, b);
  }

  private static double[] magnitudes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }
}
