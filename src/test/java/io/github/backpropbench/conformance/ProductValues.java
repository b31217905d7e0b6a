package io.github.backpropbench.conformance;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.KernelOracle;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Factors of m×k and k×n and the oracle's product. They are the same for each kernel and each
 * operation, so that the oracle computes each of them once in a JVM.
 */
final class ProductValues {
  private record Key(Precision precision, int m, int k, int n) {}

  private record Shape(Precision precision, int rows, int columns, int which) {}

  private static final Map<Key, ProductValues> KNOWN = new ConcurrentHashMap<>();
  private static final Map<Shape, double[]> FACTORS = new ConcurrentHashMap<>();

  final double[] left;
  final double[] right;
  final double[] row;
  final double[] product;
  private final int k;

  private ProductValues(Key key) {
    k = key.k;
    left = normal(new Shape(key.precision, key.m, key.k, 1));
    right = normal(new Shape(key.precision, key.k, key.n, 2));
    row = normal(new Shape(key.precision, 1, key.n, 3));
    product = KernelOracle.multiply(left, right, key.m, key.k, key.n);
  }

  static ProductValues of(Precision precision, int m, int k, int n) {
    return KNOWN.computeIfAbsent(new Key(precision, m, k, n), ProductValues::new);
  }

  /** Standard normal values such as the format holds. */
  private static double[] normal(Shape shape) {
    return FACTORS.computeIfAbsent(
        shape,
        key -> {
          Random random = new Random(key.rows * 1_000_003L + key.columns * 5_003L + key.which);
          double[] values = new double[key.rows * key.columns];
          Arrays.setAll(values, i -> key.precision.round(random.nextGaussian()));
          return values;
        });
  }

  /** The sum of the magnitudes of an element's terms. */
  double terms(int element) {
    int columns = row.length;
    int from = element / columns * k;
    int column = element % columns;
    double sum = 0;
    for (int i = 0; i < k; i++) {
      sum += Math.abs(left[from + i] * right[i * columns + column]);
    }
    return sum;
  }
}
