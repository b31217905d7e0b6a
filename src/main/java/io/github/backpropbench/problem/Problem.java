package io.github.backpropbench.problem;

import io.github.backpropbench.kernel.LossKind;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The data of a training and its starting weights, row-major. Arrays are shared, not copied: nobody
 * writes to them.
 *
 * @param shape the network's widths
 * @param rows the number of samples: one batch, or several minibatches
 * @param x the inputs, rows × inputs
 * @param y the targets, rows × outputs
 * @param layers the starting weights of each layer; all of them have a bias, or none
 */
public record Problem(
    NetworkShape shape, int rows, double[] x, double[] y, List<Layer<double[]>> layers) {
  /** The longest array that a JVM can allocate. */
  public static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** The original experiment's shape, and one that was measured before weights were scaled. */
  private static final Set<NetworkShape> AS_DRAWN =
      Set.of(new NetworkShape(3, 2, 1), new NetworkShape(784, 128, 10));

  /** How far rounding to float32 may move the sum of a row of probabilities. */
  private static final double ROUNDED_SUM = 1e-5;

  public Problem {
    layers = List.copyOf(layers);
    if (rows < 1) {
      throw new IllegalArgumentException("a batch has at least one sample, not " + rows);
    }
    requireLength("x", x, rows, shape.inputs());
    requireLength("y", y, rows, shape.outputs());
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

  /** A problem for the squared error, see {@link #random(NetworkShape, int, long, LossKind)}. */
  public static Problem random(NetworkShape shape, int rows, long seed) {
    return random(shape, rows, seed, LossKind.SQUARED_ERROR);
  }

  /**
   * Draws values from a standard normal distribution: x, y, the weights of each layer, and last the
   * biases, so that a seed gives the same data and weights with or without them. Each value is a
   * float32 number, so that both precisions train on the same data.
   *
   * <p>For the cross-entropy, a row of y is the class whose drawn value is the largest. Weights and
   * biases stay as they are drawn for some {@linkplain #isAsDrawn shapes}. For all others, the
   * weights are scaled to a variance of 2 / inputs of their layer, with which the values keep their
   * size from layer to layer (He et al., "Delving deep into rectifiers", 2015), and biases are 0.
   *
   * @throws IllegalArgumentException as {@link #requireFor}
   */
  public static Problem random(NetworkShape shape, int rows, long seed, LossKind loss) {
    // java.util.Random is specified to the bit, so a seed means the same on every JVM.
    Random random = new Random(seed);
    boolean drawn = isAsDrawn(shape);
    double[] x = normal(random, rows, shape.inputs(), 1.0);
    double[] y = normal(random, rows, shape.outputs(), 1.0);
    List<double[]> weights =
        layers(shape)
            .mapToObj(
                i ->
                    normal(
                        random,
                        shape.inputs(i),
                        shape.outputs(i),
                        drawn ? 1.0 : Math.sqrt(2.0 / shape.inputs(i))))
            .toList();
    List<double[]> biases =
        layers(shape)
            .mapToObj(i -> normal(random, 1, shape.outputs(i), drawn ? 1.0 : 0.0))
            .toList();
    Problem problem =
        new Problem(
            shape,
            rows,
            x,
            loss == LossKind.CROSS_ENTROPY ? largestOfRows(y, shape.outputs()) : y,
            layers(shape).mapToObj(i -> new Layer<>(weights.get(i), biases.get(i))).toList());
    problem.requireFor(loss);
    return problem;
  }

  /**
   * Starting weights for data that is given, whatever the shape: normal with a variance of 2 /
   * inputs of their layer, each a float32 number, drawn layer by layer; biases are 0.
   *
   * @param seed of {@link java.util.Random}
   */
  public static List<Layer<double[]>> startingWeights(NetworkShape shape, long seed) {
    Random random = new Random(seed);
    return layers(shape)
        .mapToObj(
            i ->
                new Layer<>(
                    normal(
                        random,
                        shape.inputs(i),
                        shape.outputs(i),
                        Math.sqrt(2.0 / shape.inputs(i))),
                    new double[shape.outputs(i)]))
        .toList();
  }

  /**
   * Refuses a problem that a loss is not defined for: the cross-entropy needs at least two outputs,
   * and rows of y that are the probabilities of classes.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public void requireFor(LossKind loss) {
    if (loss != LossKind.CROSS_ENTROPY) {
      return;
    }
    int columns = shape.outputs();
    if (columns < 2) {
      throw new IllegalArgumentException(
          loss.label() + " needs at least two outputs, one for each class; " + shape + " has one");
    }
    for (int i = 0; i < rows; i++) {
      double sum = 0.0;
      for (int at = i * columns; at < (i + 1) * columns; at++) {
        if (!(y[at] >= 0.0)) {
          throw new IllegalArgumentException(
              "row %d of y holds %s; %s needs probabilities, of 0 to 1"
                  .formatted(i + 1, y[at], loss.label()));
        }
        sum += y[at];
      }
      if (!(Math.abs(sum - 1.0) <= ROUNDED_SUM)) {
        throw new IllegalArgumentException(
            "row %d of y sums to %s; %s needs probabilities that sum to 1"
                .formatted(i + 1, sum, loss.label()));
      }
    }
  }

  /**
   * The same with biases from a standard normal distribution: for checks, from which biases of 0
   * would hide a backend that forgets to add them.
   */
  public Problem withNormalBiases(long seed) {
    Random random = new Random(seed);
    return new Problem(
        shape,
        rows,
        x,
        y,
        layers(shape)
            .mapToObj(i -> new Layer<>(layers.get(i).w(), normal(random, 1, shape.outputs(i), 1.0)))
            .toList());
  }

  /** The same network with consecutive rows of the data only. */
  public Problem rowsFrom(int first, int count) {
    return selected(IntStream.range(first, first + count).toArray());
  }

  /** The same network with selected rows of the data, in the given order. */
  public Problem selected(int... numbers) {
    return new Problem(
        shape,
        numbers.length,
        select(x, shape.inputs(), numbers),
        select(y, shape.outputs(), numbers),
        layers);
  }

  /** Some rows of a row-major matrix, in the given order. */
  public static double[] select(double[] values, int columns, int... rows) {
    double[] selected = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * columns, selected, i * columns, columns);
    }
    return selected;
  }

  /** Whether {@link #random} leaves a shape's weights as they are drawn. */
  public static boolean isAsDrawn(NetworkShape shape) {
    return AS_DRAWN.contains(shape);
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

  /** In each row 1 where the largest value is, the first of equals, and 0 elsewhere. */
  public static double[] largestOfRows(double[] values, int columns) {
    double[] oneHot = new double[values.length];
    for (int start = 0; start < values.length; start += columns) {
      int largest = start;
      for (int i = start + 1; i < start + columns; i++) {
        largest = values[i] > values[largest] ? i : largest;
      }
      oneHot[largest] = 1.0;
    }
    return oneHot;
  }

  private static double[] normal(Random random, int rows, int columns, double deviation) {
    if ((long) rows * columns > LONGEST_ARRAY) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + "×" + columns + " is too large for a Java array");
    }
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation) + 0.0; // no negative zeros
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
