package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Refuses problems that are well formed but cannot be trained. */
final class ProblemLimits {
  /** What a training keeps of each weight on the kernel: current, starting value and gradient. */
  private static final int KEPT_OF_WEIGHTS = 3;

  private static final double GIGABYTE = 1e9;

  private ProblemLimits() {}

  /**
   * Refuses sizes at which one of the training's matrices is too large for an array, or all of them
   * for the memory that Java may use. Those that pass can still be too large: only what every
   * backend needs is counted.
   *
   * @param rows of the data
   * @param rowsPerStep the most that a step takes of them
   * @throws IllegalArgumentException with the size
   */
  static void requireMemory(NetworkShape shape, int rows, int rowsPerStep, Precision precision) {
    requireArray(rows, shape.inputs());
    requireArray(rows, shape.outputs());
    double activations = 0.0;
    for (int i = 0; i < shape.layers(); i++) {
      requireArray(rowsPerStep, shape.outputs(i));
      requireArray(shape.inputs(i), shape.outputs(i));
      activations += (double) rowsPerStep * shape.outputs(i);
    }
    double data = (double) rows * shape.inputs() + (double) rows * shape.outputs();
    double weights = shape.weights();
    requireBytes(
        (data + weights) * Double.BYTES
            + (data + KEPT_OF_WEIGHTS * weights + activations) * bytes(precision));
  }

  private static int bytes(Precision precision) {
    return precision == Precision.F32 ? Float.BYTES : Double.BYTES;
  }

  private static void requireBytes(double needed) {
    long available = Runtime.getRuntime().maxMemory();
    if (needed > available) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the training needs at least %.1f GB of memory, and Java may use %.1f GB; make it"
                  + " smaller, or give Java more with -Xmx",
              needed / GIGABYTE,
              available / GIGABYTE));
    }
  }

  /**
   * Refuses values that the precision rounds to infinity.
   *
   * @throws IllegalArgumentException with the value
   */
  static void requirePrecision(Problem problem, Precision precision) {
    Stream.concat(
            Stream.of(problem.x(), problem.y()), problem.layers().stream().flatMap(Layer::all))
        .flatMapToDouble(Arrays::stream)
        .filter(value -> Double.isInfinite(precision.round(value)))
        .findFirst()
        .ifPresent(
            value -> {
              throw new IllegalArgumentException(
                  "it holds "
                      + value
                      + ", which is too large for "
                      + precision.label()
                      + "; train it with --precision f64");
            });
  }

  private static void requireArray(int rows, int columns) {
    if ((long) rows * columns > Problem.LONGEST_ARRAY) {
      throw new IllegalArgumentException(
          "the training needs a matrix of "
              + rows
              + "×"
              + columns
              + ", which is too large for a Java array");
    }
  }
}
