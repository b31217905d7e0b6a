package io.github.backpropbench.conformance;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.oracle.KernelOracle;
import java.util.List;
import java.util.function.IntToDoubleFunction;
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

  /** One of the products, on the operands as it takes them. */
  interface Product<M> {
    void multiply(ProductOperands<M> operands, M out);
  }

  @Test
  default void multiplyAgreesWithTheOracle() {
    MatrixKernel<M> kernel = subject().kernel;
    check("multiply", (o, out) -> kernel.multiply(o.left(), o.right(), out));
  }

  @Test
  default void multiplyTransposedLeftAgreesWithTheOracle() {
    MatrixKernel<M> kernel = subject().kernel;
    check(
        "multiplyTransposedLeft",
        (o, out) -> kernel.multiplyTransposedLeft(o.leftTransposed(), o.right(), out));
  }

  @Test
  default void multiplyTransposedRightAgreesWithTheOracle() {
    MatrixKernel<M> kernel = subject().kernel;
    check(
        "multiplyTransposedRight",
        (o, out) -> kernel.multiplyTransposedRight(o.left(), o.rightTransposed(), out));
  }

  private void check(String operation, Product<M> product) {
    KernelSubject<M> subject = subject();
    for (int m : SIZES) {
      for (int k : SIZES) {
        for (int n : SIZES) {
          check(new ProductOperands<>(subject, m, k, n), operation, product);
        }
      }
    }
    for (int[] shape : LARGE) {
      check(new ProductOperands<>(subject, shape[0], shape[1], shape[2]), operation, product);
    }
    for (int[] shape : largerProducts()) {
      check(new ProductOperands<>(subject, shape[0], shape[1], shape[2]), operation, product);
    }
  }

  private static <M> void check(ProductOperands<M> operands, String operation, Product<M> product) {
    M out = operands.poisoned(operands.m, operands.n);
    product.multiply(operands, out);
    operands.assertWithin(
        operands.k + 1, out, operands.product(), operands.values::terms, operation);
    operands.assertUnchanged(operation);
  }

  /** What an adapter keeps for its next call, such as a transpose, must not be out of date. */
  @Test
  default void productsFollowOperandsThatChange() {
    KernelSubject<M> subject = subject();
    MatrixKernel<M> kernel = subject.kernel;
    ProductOperands<M> o = new ProductOperands<>(subject, 17, 9, 33);
    M out = o.poisoned(17, 33);
    kernel.multiply(o.left(), o.right(), out);
    kernel.multiplyTransposedLeft(o.leftTransposed(), o.right(), out);
    kernel.multiplyTransposedRight(o.left(), o.rightTransposed(), out);
    for (M operand : List.of(o.left(), o.leftTransposed(), o.right(), o.rightTransposed())) {
      kernel.scale(-2.0, operand, operand);
    }
    // Twice −2 is an exact factor.
    double[] expected = KernelOracle.scale(4.0, o.product());
    IntToDoubleFunction terms = i -> 4 * o.values.terms(i);
    String changed = " of operands that have changed since the last call";
    kernel.multiply(o.left(), o.right(), out);
    o.assertWithin(10, out, expected, terms, "multiply" + changed);
    kernel.multiplyTransposedLeft(o.leftTransposed(), o.right(), out);
    o.assertWithin(10, out, expected, terms, "multiplyTransposedLeft" + changed);
    kernel.multiplyTransposedRight(o.left(), o.rightTransposed(), out);
    o.assertWithin(10, out, expected, terms, "multiplyTransposedRight" + changed);
  }
}
