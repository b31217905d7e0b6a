package io.github.backpropbench.backend;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.oracle.KernelOracle;
import org.jspecify.annotations.Nullable;

/** Random operands of a product of m×k and k×n, both also as their transposes, and a row. */
final class ProductOperands<M> {
  final KernelSubject<M> subject;
  final int m;
  final int k;
  final int n;
  final double[] leftValues;
  final double[] rightValues;
  final double[] rowValues;
  final M left;
  final M leftTransposed;
  final M right;
  final M rightTransposed;
  final M row;
  private double @Nullable [] product;
  private double @Nullable [] terms;

  ProductOperands(KernelSubject<M> subject, int m, int k, int n) {
    this.subject = subject;
    this.m = m;
    this.k = k;
    this.n = n;
    leftValues = subject.normal(m, k);
    rightValues = subject.normal(k, n);
    rowValues = subject.normal(1, n);
    left = subject.matrix(m, k, leftValues);
    leftTransposed = subject.matrix(k, m, KernelOracle.transpose(leftValues, m, k));
    right = subject.matrix(k, n, rightValues);
    rightTransposed = subject.matrix(n, k, KernelOracle.transpose(rightValues, k, n));
    row = subject.matrix(1, n, rowValues);
  }

  MatrixKernel<M> kernel() {
    return subject.kernel;
  }

  M poisoned(int rows, int columns) {
    return subject.poisoned(rows, columns);
  }

  /** The oracle's product. */
  double[] product() {
    if (product == null) {
      product = KernelOracle.multiply(leftValues, rightValues, m, k, n);
    }
    return product;
  }

  /** For each element of the product, the sum of its terms' magnitudes. */
  double[] terms() {
    if (terms == null) {
      terms =
          KernelOracle.multiply(
              KernelSubject.magnitudes(leftValues), KernelSubject.magnitudes(rightValues), m, k, n);
    }
    return terms;
  }

  void assertProduct(M actual, boolean withRow) {
    double[] expected = product();
    double[] terms = terms();
    if (withRow) {
      expected = KernelOracle.addRow(expected, rowValues);
      terms = KernelOracle.addRow(terms, KernelSubject.magnitudes(rowValues));
    }
    subject.assertWithin(k + 2, actual, expected, terms);
  }

  void assertUnchanged() {
    subject.assertUnchanged(left, leftValues);
    subject.assertUnchanged(right, rightValues);
    subject.assertUnchanged(row, rowValues);
  }
}
