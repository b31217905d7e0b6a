package io.github.backpropbench.problem;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One batch and the starting weights, row-major. Arrays are shared, not copied: nobody writes to
 * them.
 *
 * @param shape the network's widths
 * @param batch the number of samples
 * @param x the inputs, batch × inputs
 * @param y the targets, batch × outputs
 * @param layers the starting weights of each layer; all of them have a bias, or none
 */
public record Problem(
    NetworkShape shape, int batch, double[] x, double[] y, List<Layer<double[]>> layers) {

  public Problem {
    layers = List.copyOf(layers);
    if (batch < 1) {
      throw new IllegalArgumentException("a batch has at least one sample, not " + batch);
    }
    requireLength("x", x, batch, shape.inputs());
    requireLength("y", y, batch, shape.outputs());
    if (layers.size() != shape.layers()) {
      throw new IllegalArgumentException(
          shape + " needs the weights of " + shape.layers() + " layers, not " + layers.size());
    }
    for (int i = 0; i < layers.size(); i++) {
      double[] b = layers.get(i).b();
      requireLength("w" + (i + 1), layers.get(i).w(), shape.inputs(i), shape.outputs(i));
      if ((b == null) != (layers.get(0).b() == null)) {
        throw new IllegalArgumentException("either each layer has a bias or none has");
      }
      if (b != null) {
        requireLength("b" + (i + 1), b, 1, shape.outputs(i));
      }
    }
  }

  /**
   * Draws every value from a standard normal distribution: x, y, the weights of each layer, and
   * last the biases, so that a seed gives the same data and weights with or without them. Each
   * value is a float32 number, so that both precisions train on the same data.
   */
  public static Problem random(NetworkShape shape, int batch, long seed) {
    // java.util.Random is specified to the bit, so a seed means the same on every JVM.
    Random random = new Random(seed);
    double[] x = normal(random, batch, shape.inputs());
    double[] y = normal(random, batch, shape.outputs());
    List<double[]> weights =
        layers(shape).mapToObj(i -> normal(random, shape.inputs(i), shape.outputs(i))).toList();
    List<double[]> biases =
        layers(shape).mapToObj(i -> normal(random, 1, shape.outputs(i))).toList();
    return new Problem(
        shape,
        batch,
        x,
        y,
        layers(shape).mapToObj(i -> new Layer<>(weights.get(i), biases.get(i))).toList());
  }

  /** Whether the problem has biases to start from. */
  public boolean hasBias() {
    return layers.get(0).b() != null;
  }

  /**
   * The starting weights of a training.
   *
   * @throws IllegalArgumentException if a bias is asked for and the problem has none
   */
  public List<Layer<double[]>> startingLayers(boolean bias) {
    if (bias && !hasBias()) {
      throw new IllegalArgumentException(
          "the problem has no biases; train it without bias, or add them");
    }
    return bias ? layers : layers.stream().map(Layer::withoutBias).toList();
  }

  private static IntStream layers(NetworkShape shape) {
    return IntStream.range(0, shape.layers());
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
