package io.github.backpropbench.conformance;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.oracle.KernelOracle;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Random operands of a product of m×k and k×n, both also as their transposes, and a row. A matrix
 * is made when it is asked for.
 */
final class ProductOperands<M> {
  final KernelSubject<M> subject;
  final int m;
  final int k;
  final int n;
  final ProductValues values;
  private @Nullable M left;
  private @Nullable M leftTransposed;
  private @Nullable M right;
  private @Nullable M rightTransposed;
  private @Nullable M row;

  ProductOperands(KernelSubject<M> subject, int m, int k, int n) {
    this.subject = subject;
    this.m = m;
    this.k = k;
    this.n = n;
    values = ProductValues.of(subject.kernel.precision(), m, k, n);
  }

  MatrixKernel<M> kernel() {
    return subject.kernel;
  }

  M poisoned(int rows, int columns) {
    return subject.poisoned(rows, columns);
  }

  M left() {
    left = left == null ? subject.matrix(m, k, values.left) : left;
    return left;
  }

  M leftTransposed() {
    if (leftTransposed == null) {
      leftTransposed = subject.matrix(k, m, KernelOracle.transpose(values.left, m, k));
    }
    return leftTransposed;
  }

  M right() {
    right = right == null ? subject.matrix(k, n, values.right) : right;
    return right;
  }

  M rightTransposed() {
    if (rightTransposed == null) {
      rightTransposed = subject.matrix(n, k, KernelOracle.transpose(values.right, k, n));
    }
    return rightTransposed;
  }

  M row() {
    row = row == null ? subject.matrix(1, n, values.row) : row;
    return row;
  }

  /** The oracle's product. */
  double[] product() {
    return values.product;
  }

  void assertProduct(M actual, boolean withRow, String operation) {
    if (withRow) {
      assertWithin(
          k + 2,
          actual,
          KernelOracle.addRow(product(), values.row),
          i -> values.terms(i) + Math.abs(values.row[i % n]),
          operation + " with a row");
    } else {
      assertWithin(k + 2, actual, product(), values::terms, operation);
    }
  }

  void assertWithin(
      int roundings, M actual, double[] expected, IntToDoubleFunction terms, String operation) {
    subject.assertWithin(roundings, actual, expected, terms, sized(operation));
  }

  /** The operation with the sizes of its operands. */
  String sized(String operation) {
    return "%s with m, k, n = %d, %d, %d".formatted(operation, m, k, n);
  }

  /** That the operation changed none of the operands. */
  void assertUnchanged(String operation) {
    assertUnchanged(left, values.left, operation);
    assertUnchanged(right, values.right, operation);
    assertUnchanged(row, values.row, operation);
    if (leftTransposed != null) {
      assertUnchanged(leftTransposed, KernelOracle.transpose(values.left, m, k), operation);
    }
    if (rightTransposed != null) {
      assertUnchanged(rightTransposed, KernelOracle.transpose(values.right, k, n), operation);
    }
  }

  private void assertUnchanged(@Nullable M matrix, double[] expected, String operation) {
    if (matrix != null) {
      subject.assertUnchanged(matrix, expected, operation);
    }
  }
}
