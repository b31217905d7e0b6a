package io.github.backpropbench.verification;

import io.github.backpropbench.kernel.CheckedKernel;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.oracle.KernelOracle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Checks the three products at every combination of ragged sizes: libraries choose their code by
 * size, and one piece of it may be wrong.
 */
final class ProductVerification<M> {
  /** Around the widths of vectors and the usual switch points. */
  private static final List<Integer> SIZES =
      List.of(1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 65);

  /** All positive, so that no result is small because its terms cancel. */
  private static final double[] VALUES = new Random(7).doubles(2 * 65 * 65, 0.5, 2).toArray();

  private final MatrixKernel<M> kernel;

  ProductVerification(MatrixKernel<M> kernel) {
    this.kernel = new CheckedKernel<>(kernel);
  }

  /** The first product that is wrong, as a sentence; empty if all are right. */
  Optional<String> failure() {
    for (int m : SIZES) {
      for (int k : SIZES) {
        for (int n : SIZES) {
          try {
            check(m, k, n);
          } catch (VerificationException e) {
            return Optional.of(
                "the product of %d×%d and %d×%d: %s".formatted(m, k, k, n, e.getMessage()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private void check(int m, int k, int n) {
    double[] a = Arrays.copyOfRange(VALUES, 0, m * k);
    double[] b = Arrays.copyOfRange(VALUES, m * k, m * k + k * n);
    double[] expected = KernelOracle.multiply(a, b, m, k, n);
    M out = kernel.allocate(m, n);
    M left = matrix(m, k, a);
    M right = matrix(k, n, b);
    kernel.multiply(left, right, out);
    require("multiply", out, expected, k);
    kernel.multiplyTransposedLeft(matrix(k, m, KernelOracle.transpose(a, m, k)), right, out);
    require("multiplyTransposedLeft", out, expected, k);
    kernel.multiplyTransposedRight(left, matrix(n, k, KernelOracle.transpose(b, k, n)), out);
    require("multiplyTransposedRight", out, expected, k);
  }

  private M matrix(int rows, int columns, double[] values) {
    M matrix = kernel.allocate(rows, columns);
    kernel.upload(values, matrix);
    return matrix;
  }

  private void require(String operation, M out, double[] expected, int terms) {
    KernelVerification.require(
        operation, Matrices.download(kernel, out), expected, kernel.precision(), terms);
  }
}
