package io.github.backpropbench.data;

import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * The data sets {@code teacher:SHAPE} and {@code teacher:SHAPE:ROWS}: what a network of that shape,
 * the teacher, makes of inputs from a standard normal distribution. A network of the same shape can
 * learn it without an error.
 *
 * <p>The inputs are drawn row by row by {@code java.util.Random} with the seed 314159265. The
 * teacher is drawn by another with the seed 577215664, layer by layer: the weights row by row,
 * normal with a variance of 2 / inputs, then the biases, standard normal. All of them are rounded
 * to float32; the outputs are computed from them in float64, and then rounded.
 */
record Teacher(NetworkShape shape, int rows) {
  static final String PREFIX = "teacher:";

  /** Computing what a larger one makes of many rows would take hours. */
  private static final long MOST_WEIGHTS = 10_000_000;

  private static final int DEFAULT_ROWS = 2000;
  private static final long INPUT_SEED = 314_159_265;

  /**
   * One with which small teachers are not constant, as those are whose hidden layer is always 0.
   */
  private static final long NETWORK_SEED = 577_215_664;

  static Teacher parse(String data) throws InvalidDataException {
    String[] parts = data.substring(PREFIX.length()).split(":", 2);
    try {
      NetworkShape shape = NetworkShape.parse(parts[0]);
      if (shape.weights() > MOST_WEIGHTS) {
        throw new InvalidDataException(
            "the data %s: a teacher of %d weights is too large; it may have up to %d"
                .formatted(data, shape.weights(), MOST_WEIGHTS));
      }
      return new Teacher(shape, parts.length == 1 ? DEFAULT_ROWS : rows(data, parts[1], shape));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException("the data " + data + ": " + e.getMessage());
    }
  }

  private static int rows(String data, String text, NetworkShape shape)
      throws InvalidDataException {
    int widest = Math.max(shape.inputs(), shape.outputs());
    if (!text.matches("0*[1-9][0-9]{0,9}")) {
      throw new InvalidDataException(
          "the data " + data + ": '" + text + "' is not a number of rows, such as " + DEFAULT_ROWS);
    }
    long rows = Long.parseLong(text);
    if (rows * widest > Problem.LONGEST_ARRAY) {
      throw new InvalidDataException(
          "the data %s: %d rows of %d values are too many for a Java array"
              .formatted(data, rows, widest));
    }
    return (int) rows;
  }

  String name() {
    return PREFIX + shape + (rows == DEFAULT_ROWS ? "" : ":" + rows);
  }

  Samples load() {
    Random inputs = new Random(INPUT_SEED);
    double[] x = normal(inputs, rows * shape.inputs(), 1.0);
    List<Layer<double[]>> layers = layers();
    double[] y = new double[rows * shape.outputs()];
    for (int row = 0; row < rows; row++) {
      double[] output = outputs(x, row * shape.inputs(), layers);
      for (int i = 0; i < output.length; i++) {
        y[row * output.length + i] = (float) output[i];
      }
    }
    return new Samples(
        name(), new Samples.Numbers(x, shape.inputs()), shape.outputs(), y, List.of(), null);
  }

  private List<Layer<double[]>> layers() {
    Random random = new Random(NETWORK_SEED);
    List<Layer<double[]>> layers = new ArrayList<>();
    for (int i = 0; i < shape.layers(); i++) {
      int inputs = shape.inputs(i);
      double[] w = normal(random, inputs * shape.outputs(i), Math.sqrt(2.0 / inputs));
      layers.add(new Layer<>(w, normal(random, shape.outputs(i), 1.0)));
    }
    return layers;
  }

  /** The teacher's outputs for the row that starts there. */
  private double[] outputs(double[] x, int start, List<Layer<double[]>> layers) {
    double[] values = x;
    int first = start;
    for (int i = 0; i < layers.size(); i++) {
      values = affine(values, first, shape.inputs(i), layers.get(i), i < layers.size() - 1);
      first = 0;
    }
    return values;
  }

  private static double[] affine(
      double[] values, int first, int inputs, Layer<double[]> layer, boolean relu) {
    double[] b = Objects.requireNonNull(layer.b());
    double[] sums = new double[b.length];
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += values[first + i] * layer.w()[i * sums.length + j];
      }
    }
    for (int j = 0; j < sums.length; j++) {
      sums[j] = relu ? Math.max(0.0, sums[j] + b[j]) : sums[j] + b[j];
    }
    return sums;
  }

  private static double[] normal(Random random, int count, double deviation) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }
}
