package io.github.backpropbench.backend.vector;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.KernelOracle;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * Checks the three products at sizes that leave every possible remainder of a tile, and prints the
 * first that is wrong.
 */
final class ProductSizes {
  private static final int MOST = 40;

  /** Several blocks of depth, and a left operand so large that it is packed. */
  private static final int[][] LARGE = {{33, 600, 41}, {17, 257, 9}, {1030, 300, 70}, {1, 700, 23}};

  private ProductSizes() {}

  public static void main(String[] arguments) {
    System.out.println("vectors of " + SpeciesF32.bits() + " bits");
    for (Precision precision : Precision.values()) {
      MatrixKernel<?> kernel = new VectorProvider().create(precision, 1);
      System.out.println(precision.label() + ": " + failure(kernel, 1).orElse("all right"));
    }
  }

  /**
   * The first wrong product, such as {@code multiply 7×16 · 16×9}; empty if all are right. Two of
   * the dimensions take all values up to 40, the third follows from them.
   *
   * @param step between the values of the first dimension
   */
  static <M> Optional<String> failure(MatrixKernel<M> kernel, int step) {
    for (int i = 1; i <= MOST; i += step) {
      for (int j = 1; j <= MOST; j++) {
        int third = 1 + (7 * i + 11 * j) % MOST;
        for (int[] size : new int[][] {{i, j, third}, {third, i, j}, {j, third, i}}) {
          Optional<String> wrong = wrong(kernel, size[0], size[1], size[2]);
          if (wrong.isPresent()) {
            return wrong;
          }
        }
      }
    }
    return Arrays.stream(LARGE)
        .flatMap(size -> wrong(kernel, size[0], size[1], size[2]).stream())
        .findFirst();
  }

  private static <M> Optional<String> wrong(MatrixKernel<M> kernel, int m, int k, int n) {
    Random random = new Random(m + 100L * k + 10_000L * n);
    // All positive, so that no result is small because its terms cancel.
    double[] a = random.doubles((long) m * k, 0.5, 2).toArray();
    double[] b = random.doubles((long) k * n, 0.5, 2).toArray();
    double[] expected = KernelOracle.multiply(a, b, m, k, n);
    M left = matrix(kernel, m, k, a);
    M right = matrix(kernel, k, n, b);
    M out = kernel.allocate(m, n);
    String size = " %d×%d · %d×%d".formatted(m, k, k, n);
    kernel.multiply(left, right, out);
    if (isWrong(kernel, out, expected, k)) {
      return Optional.of("multiply" + size);
    }
    M turned = matrix(kernel, k, m, KernelOracle.transpose(a, m, k));
    kernel.multiplyTransposedLeft(turned, right, out);
    if (isWrong(kernel, out, expected, k)) {
      return Optional.of("multiplyTransposedLeft" + size);
    }
    turned = matrix(kernel, n, k, KernelOracle.transpose(b, k, n));
    kernel.multiplyTransposedRight(left, turned, out);
    return isWrong(kernel, out, expected, k)
        ? Optional.of("multiplyTransposedRight" + size)
        : Optional.empty();
  }

  private static <M> M matrix(MatrixKernel<M> kernel, int rows, int columns, double[] values) {
    M matrix = kernel.allocate(rows, columns);
    kernel.upload(values, matrix);
    return matrix;
  }

  /** Each operand and each of the k additions may be off by a rounding error of its precision. */
  private static <M> boolean isWrong(MatrixKernel<M> kernel, M out, double[] expected, int k) {
    double[] actual = new double[expected.length];
    kernel.download(out, actual);
    double rounding = kernel.precision() == Precision.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= (k + 3) * rounding * expected[i])) {
        return true;
      }
    }
    return false;
  }
}
