package io.github.backpropbench.oracle;

import java.util.Arrays;

/**
 * The operations of a matrix kernel on row-major float64 arrays, each straight from its definition.
 * Results are new arrays; only {@link #adamUpdate} changes its arguments.
 */
public final class KernelOracle {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private KernelOracle() {}

  /** {@code a·b}, with a of m×k and b of k×n. */
  public static double[] multiply(double[] a, double[] b, int m, int k, int n) {
    double[] out = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        for (int j = 0; j < n; j++) {
          out[i * n + j] += a[i * k + p] * b[p * n + j];
        }
      }
    }
    return out;
  }

  /** {@code aᵀ·b}, with a of k×m and b of k×n. */
  public static double[] multiplyTransposedLeft(double[] a, double[] b, int m, int k, int n) {
    return multiply(transpose(a, k, m), b, m, k, n);
  }

  /** {@code a·bᵀ}, with a of m×k and b of n×k. */
  public static double[] multiplyTransposedRight(double[] a, double[] b, int m, int k, int n) {
    return multiply(a, transpose(b, n, k), m, k, n);
  }

  /** The transpose of a matrix of rows×columns. */
  public static double[] transpose(double[] a, int rows, int columns) {
    double[] out = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[j * rows + i] = a[i * columns + j];
      }
    }
    return out;
  }

  /** a with {@code row} added to each of its rows. */
  public static double[] addRow(double[] a, double[] row) {
    double[] out = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      out[i] = a[i] + row[i % row.length];
    }
    return out;
  }

  /** {@code max(a, 0)}; NaN stays NaN. */
  public static double[] relu(double[] a) {
    double[] out = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      out[i] = Math.max(a[i], 0.0);
    }
    return out;
  }

  /** {@code upstream} where {@code input ≥ 0}, else 0. */
  public static double[] reluGradient(double[] upstream, double[] input) {
    double[] out = new double[upstream.length];
    for (int i = 0; i < upstream.length; i++) {
      out[i] = input[i] >= 0.0 ? upstream[i] : 0.0;
    }
    return out;
  }

  /** {@code a − b}. */
  public static double[] subtract(double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      out[i] = a[i] - b[i];
    }
    return out;
  }

  /** {@code factor·a}. */
  public static double[] scale(double factor, double[] a) {
    double[] out = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      out[i] = factor * a[i];
    }
    return out;
  }

  /** {@code Σ a²}. */
  public static double sumOfSquares(double[] a) {
    double sum = 0.0;
    for (double value : a) {
      sum += value * value;
    }
    return sum;
  }

  /** The sum of the rows, one value for each of the {@code columns}. */
  public static double[] sumRows(double[] a, int columns) {
    double[] out = new double[columns];
    for (int i = 0; i < a.length; i++) {
      out[i % columns] += a[i];
    }
    return out;
  }

  /** {@code b + factor·a}. */
  public static double[] addScaled(double factor, double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      out[i] = b[i] + factor * a[i];
    }
    return out;
  }

  /** Selected rows of a matrix, in the given order. */
  public static double[] copyRows(double[] a, int columns, int... rows) {
    double[] out = new double[rows.length * columns];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[rows[i / columns] * columns + i % columns];
    }
    return out;
  }

  /** The mean over the rows of {@code −Σ y·log softmax(o)}, from logits o and targets y. */
  public static double crossEntropy(double[] logits, double[] target, int columns) {
    double sum = 0.0;
    for (int start = 0; start < logits.length; start += columns) {
      double logOfSum = logOfSum(logits, start, columns);
      for (int i = start; i < start + columns; i++) {
        sum -= target[i] * (logits[i] - logOfSum);
      }
    }
    return sum / (logits.length / columns);
  }

  /** The gradient of {@link #crossEntropy} with respect to the logits. */
  public static double[] crossEntropyGradient(double[] logits, double[] target, int columns) {
    double[] out = new double[logits.length];
    for (int start = 0; start < logits.length; start += columns) {
      double logOfSum = logOfSum(logits, start, columns);
      double weight = Arrays.stream(target, start, start + columns).sum();
      for (int i = start; i < start + columns; i++) {
        out[i] = (weight * Math.exp(logits[i] - logOfSum) - target[i]) / (logits.length / columns);
      }
    }
    return out;
  }

  /** {@code log Σ exp(o)} of a row, with the largest taken out so that nothing overflows. */
  private static double logOfSum(double[] logits, int start, int columns) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = start; i < start + columns; i++) {
      max = Math.max(max, logits[i]);
    }
    double sum = 0.0;
    for (int i = start; i < start + columns; i++) {
      sum += Math.exp(logits[i] - max);
    }
    return max + Math.log(sum);
  }

  /** One step of gradient descent with momentum, in place: {@code v ← μv + g, p ← p − lr·v}. */
  public static void momentumUpdate(
      double momentum,
      double learningRate,
      double[] gradient,
      double[] velocity,
      double[] parameter) {
    for (int i = 0; i < parameter.length; i++) {
      velocity[i] = momentum * velocity[i] + gradient[i];
      parameter[i] -= learningRate * velocity[i];
    }
  }

  /**
   * One step of Adam in place, as in Kingma and Ba's algorithm 1 with β₁ = 0.9, β₂ = 0.999, ε =
   * 1e-8.
   *
   * @param step the number of this step, counted from 1
   */
  public static void adamUpdate(
      int step,
      double learningRate,
      double[] gradient,
      double[] firstMoment,
      double[] secondMoment,
      double[] parameter) {
    for (int i = 0; i < parameter.length; i++) {
      double g = gradient[i];
      firstMoment[i] = BETA1 * firstMoment[i] + (1.0 - BETA1) * g;
      secondMoment[i] = BETA2 * secondMoment[i] + (1.0 - BETA2) * g * g;
      double unbiasedFirst = firstMoment[i] / (1.0 - Math.pow(BETA1, step));
      double unbiasedSecond = secondMoment[i] / (1.0 - Math.pow(BETA2, step));
      parameter[i] -= learningRate * unbiasedFirst / (Math.sqrt(unbiasedSecond) + EPSILON);
    }
  }
}
