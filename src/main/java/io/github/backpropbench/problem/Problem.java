package io.github.backpropbench.problem;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One batch and the starting weights, row-major. Arrays are shared, not copied: nobody writes to
 * them.
 *
 * @param shape the network's widths
 * @param batch the number of samples
 * @param x the inputs, batch × inputs
 * @param y the targets, batch × outputs
 * @param w1 the first layer's weights, inputs × hidden
 * @param b1 the first layer's bias, hidden; null if the problem is without bias
 * @param w2 the second layer's weights, hidden × outputs
 * @param b2 the second layer's bias, outputs; null exactly if b1 is
 */
public record Problem(
    NetworkShape shape,
    int batch,
    double[] x,
    double[] y,
    double[] w1,
    double @Nullable [] b1,
    double[] w2,
    double @Nullable [] b2) {

  public Problem {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch has at least one sample, not " + batch);
    }
    if ((b1 == null) != (b2 == null)) {
      throw new IllegalArgumentException("b1 and b2 are given together or not at all");
    }
    requireLength("x", x, batch, shape.inputs());
    requireLength("y", y, batch, shape.outputs());
    requireLength("w1", w1, shape.inputs(), shape.hidden());
    requireLength("w2", w2, shape.hidden(), shape.outputs());
    if (b1 != null && b2 != null) {
      requireLength("b1", b1, 1, shape.hidden());
      requireLength("b2", b2, 1, shape.outputs());
    }
  }

  /**
   * Draws every value from a standard normal distribution. Each is a float32 number, so that both
   * precisions train on the same data. The biases are drawn last: with or without them, a seed
   * gives the same data and weights.
   */
  public static Problem random(NetworkShape shape, int batch, long seed) {
    // java.util.Random is specified to the bit, so a seed means the same on every JVM.
    Random random = new Random(seed);
    double[] x = normal(random, batch, shape.inputs());
    double[] y = normal(random, batch, shape.outputs());
    double[] w1 = normal(random, shape.inputs(), shape.hidden());
    double[] w2 = normal(random, shape.hidden(), shape.outputs());
    double[] b1 = normal(random, 1, shape.hidden());
    double[] b2 = normal(random, 1, shape.outputs());
    return new Problem(shape, batch, x, y, w1, b1, w2, b2);
  }

  /** Whether the problem has biases to start from. */
  public boolean hasBias() {
    return b1 != null;
  }

  private static double[] normal(Random random, int rows, int columns) {
    if ((long) rows * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + "×" + columns + " is too large for a Java array");
    }
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static void requireLength(String name, double[] values, int rows, int columns) {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          name + " needs " + rows + "×" + columns + " values, not " + values.length);
    }
  }
}
