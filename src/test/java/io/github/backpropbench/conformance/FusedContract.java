package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.oracle.KernelOracle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The combined operations, by their defaults or by what a backend has instead. Bounds are those of
 * {@link ProductContract}, with a rounding more for what is added.
 */
interface FusedContract<M> extends KernelUnderTest<M> {
  /** Inner dimensions, on both sides of what a backend may unroll, to try with all others. */
  int[] DEPTHS = {1, 2, 3, 4, 5, 8, 33};

  int[][] LARGE = {{130, 300, 9}, {9, 70, 300}, {300, 9, 130}, {1, 784, 100}};

  @Test
  default void affineAddsTheRowToTheProduct() {
    forEachShape(
        operands -> {
          M out = operands.poisoned(operands.m, operands.n);
          operands.kernel().affine(operands.left(), operands.right(), operands.row(), out);
          operands.assertProduct(out, true, "affine");

          out = operands.poisoned(operands.m, operands.n);
          operands.kernel().affine(operands.left(), operands.right(), null, out);
          operands.assertProduct(out, false, "affine");
          operands.assertUnchanged("affine");
        });
  }

  @Test
  default void affineReluKeepsWhatTheReluWasAppliedTo() {
    forEachShape(
        operands -> {
          for (boolean bias : new boolean[] {true, false}) {
            M hidden = operands.poisoned(operands.m, operands.n);
            M out = operands.poisoned(operands.m, operands.n);
            operands
                .kernel()
                .affineRelu(
                    operands.left(), operands.right(), bias ? operands.row() : null, hidden, out);
            operands.assertProduct(hidden, bias, "affineRelu");
            double[] activated = KernelOracle.relu(operands.subject.values(hidden));
            operands.subject.assertEqualButForSignOfZero(out, activated, "affineRelu");
            operands.assertUnchanged("affineRelu");
          }
        });
  }

  @Test
  default void affineGradientIsByTheFactorAndByTheRow() {
    forEachShape(
        operands -> {
          // a of k×m and upstream of k×n: the samples are what is summed over.
          M factor = operands.poisoned(operands.m, operands.n);
          M row = operands.poisoned(1, operands.n);
          operands
              .kernel()
              .affineGradient(operands.leftTransposed(), operands.right(), factor, row);
          operands.assertProduct(factor, false, "affineGradient");
          operands.subject.assertWithin(
              operands.k,
              row,
              KernelOracle.sumRows(operands.values.right, operands.n),
              KernelOracle.sumRows(KernelSubject.magnitudes(operands.values.right), operands.n),
              operands.sized("affineGradient, the row's gradient,"));

          factor = operands.poisoned(operands.m, operands.n);
          operands
              .kernel()
              .affineGradient(operands.leftTransposed(), operands.right(), factor, null);
          operands.assertProduct(factor, false, "affineGradient");
          operands.assertUnchanged("affineGradient");
        });
  }

  @Test
  default void reluGradientOfProductMasksTheProduct() {
    forEachShape(
        operands -> {
          double[] input = operands.subject.normal(operands.m, operands.n);
          input[0] = 0.0;
          input[input.length - 1] = -0.0;
          M gate = operands.subject.matrix(operands.m, operands.n, input);
          M out = operands.poisoned(operands.m, operands.n);
          operands
              .kernel()
              .reluGradientOfProduct(operands.left(), operands.rightTransposed(), gate, out);
          operands.assertWithin(
              operands.k + 1,
              out,
              KernelOracle.reluGradient(operands.product(), input),
              operands.values::terms,
              "reluGradientOfProduct");
          operands.subject.assertUnchanged(gate, input, "reluGradientOfProduct");
          operands.assertUnchanged("reluGradientOfProduct");
        });
  }

  @Test
  default void affineBackwardIsAllGradientsOfALayer() {
    forEachShape(
        operands -> {
          // The product is what goes back: upstream of m×k, and b of n×k, transposed.
          KernelSubject<M> subject = operands.subject;
          double[] inputs = subject.normal(operands.m, operands.n);
          double[] gates = subject.normal(operands.m, operands.n);
          gates[0] = 0.0;
          gates[gates.length - 1] = -0.0;
          M a = subject.matrix(operands.m, operands.n, inputs);
          M gate = subject.matrix(operands.m, operands.n, gates);
          double[] factor = transposedLeft(operands, inputs, operands.values.left);
          for (boolean gated : new boolean[] {true, false}) {
            affineBackward(
                operands,
                a,
                gated ? gate : null,
                KernelOracle.reluGradient(
                    operands.product(), gated ? gates : new double[gates.length]),
                actual ->
                    subject.assertWithin(
                        operands.m + 1,
                        actual,
                        factor,
                        i -> transposedLeftTerms(operands, inputs, i),
                        operands.sized("affineBackward, b's gradient,")));
          }
          subject.assertUnchanged(a, inputs, "affineBackward");
          subject.assertUnchanged(gate, gates, "affineBackward");
        });
  }

  private void affineBackward(
      ProductOperands<M> operands,
      M a,
      @Nullable M gate,
      double[] expected,
      Consumer<M> factorCheck) {
    KernelSubject<M> subject = operands.subject;
    M b = operands.rightTransposed();
    for (boolean bias : new boolean[] {true, false}) {
      M factor = operands.poisoned(operands.n, operands.k);
      M row = operands.poisoned(1, operands.k);
      M out = operands.poisoned(operands.m, operands.n);
      operands.kernel().affineBackward(a, operands.left(), b, gate, factor, bias ? row : null, out);
      operands.assertWithin(
          operands.k + 1, out, expected, operands.values::terms, "affineBackward, a's gradient,");
      factorCheck.accept(factor);
      if (bias) {
        subject.assertWithin(
            operands.m,
            row,
            KernelOracle.sumRows(operands.values.left, operands.k),
            KernelOracle.sumRows(KernelSubject.magnitudes(operands.values.left), operands.k),
            operands.sized("affineBackward, the row's gradient,"));
      }
      operands.assertUnchanged("affineBackward");
    }
  }

  private static double transposedLeftTerms(
      ProductOperands<?> operands, double[] inputs, int element) {
    double sum = 0;
    for (int i = 0; i < operands.m; i++) {
      double input = inputs[i * operands.n + element / operands.k];
      sum += Math.abs(input * operands.values.left[i * operands.k + element % operands.k]);
    }
    return sum;
  }

  private static double[] transposedLeft(
      ProductOperands<?> operands, double[] inputs, double[] upstream) {
    return KernelOracle.multiplyTransposedLeft(
        inputs, upstream, operands.n, operands.m, operands.k);
  }

  @Test
  default void squaredErrorReturnsTheLossAndLeavesItsGradient() {
    KernelSubject<M> subject = subject();
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        double[] a = subject.normal(rows, columns);
        double[] b = subject.normal(rows, columns);
        M left = subject.matrix(rows, columns, a);
        M right = subject.matrix(rows, columns, b);
        M gradient = subject.poisoned(rows, columns);
        double[] difference = subject.rounded(KernelOracle.subtract(a, b));
        double expected = KernelOracle.sumOfSquares(difference);
        // The difference is rounded once, the sum as a sum of squares.
        double bound = (a.length + 1) * subject.unitRoundoff() * expected;
        assertThat(subject.kernel.squaredError(left, right, gradient))
            .as("squaredError of %d×%d", rows, columns)
            .isCloseTo(expected, within(bound));
        subject.assertEqual(
            gradient, KernelOracle.scale(2.0, difference), "squaredError, gradient");
        subject.assertUnchanged(left, a, "squaredError");
        subject.assertUnchanged(right, b, "squaredError");

        assertThat(subject.kernel.squaredError(left, right, left))
            .as("squaredError of %d×%d in place of a", rows, columns)
            .isCloseTo(expected, within(bound));
        subject.assertEqual(
            left, KernelOracle.scale(2.0, difference), "squaredError, gradient in place of a");

        left = subject.matrix(rows, columns, a);
        assertThat(subject.kernel.squaredError(left, right, right))
            .as("squaredError of %d×%d in place of b", rows, columns)
            .isCloseTo(expected, within(bound));
        subject.assertEqual(
            right, KernelOracle.scale(2.0, difference), "squaredError, gradient in place of b");
      }
    }
  }

  @Test
  default void affineSquaredErrorIsALayerWithItsLoss() {
    forEachShape(
        operands -> {
          double[] wanted = operands.subject.normal(operands.m, operands.n);
          M target = operands.subject.matrix(operands.m, operands.n, wanted);
          for (boolean bias : new boolean[] {true, false}) {
            affineSquaredError(operands, bias ? operands.row() : null, target, wanted);
            operands.subject.assertUnchanged(target, wanted, "affineSquaredError");
            operands.assertUnchanged("affineSquaredError");
          }
        });
  }

  private void affineSquaredError(
      ProductOperands<M> operands, @Nullable M row, M target, double[] wanted) {
    KernelSubject<M> subject = operands.subject;
    M out = operands.poisoned(operands.m, operands.n);
    M gradient = operands.poisoned(operands.m, operands.n);
    double error =
        subject.kernel.affineSquaredError(
            operands.left(), operands.right(), row, target, out, gradient);
    operands.assertProduct(out, row != null, "affineSquaredError");
    // From the output as it was stored: what it is off by is not the loss's.
    double[] difference = subject.rounded(KernelOracle.subtract(subject.values(out), wanted));
    subject.assertEqual(
        gradient, KernelOracle.scale(2.0, difference), "affineSquaredError, gradient");
    double expected = KernelOracle.sumOfSquares(difference);
    assertThat(error)
        .as(operands.sized("affineSquaredError"))
        .isCloseTo(expected, within((wanted.length + 1) * subject.unitRoundoff() * expected));
  }

  /** Called with the operands of a shape. */
  interface OperandsConsumer<M> {
    void accept(ProductOperands<M> operands);
  }

  private void forEachShape(OperandsConsumer<M> consumer) {
    KernelSubject<M> subject = subject();
    for (int m : SIZES) {
      for (int k : DEPTHS) {
        for (int n : SIZES) {
          consumer.accept(new ProductOperands<>(subject, m, k, n));
        }
      }
    }
    for (int k : SIZES) {
      for (int i = 0; i < SIZES.size(); i++) {
        // Each m and each n once with each k.
        int n = SIZES.get((i + SIZES.indexOf(k)) % SIZES.size());
        consumer.accept(new ProductOperands<>(subject, SIZES.get(i), k, n));
      }
    }
    for (int[] shape : LARGE) {
      consumer.accept(new ProductOperands<>(subject, shape[0], shape[1], shape[2]));
    }
    for (int[] shape : largerProducts()) {
      consumer.accept(new ProductOperands<>(subject, shape[0], shape[1], shape[2]));
    }
  }
}
