package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.Arrays;
import java.util.stream.Stream;

/** Refuses problems that are well formed but cannot be trained. */
final class ProblemLimits {
  /** The longest array that a JVM can allocate. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private ProblemLimits() {}

  /**
   * Refuses sizes at which one of the training's matrices is too large for an array.
   *
   * @throws UserException with the size
   */
  static void requireArrays(NetworkShape shape, int batch) {
    for (int width : shape.widths()) {
      requireArray(batch, width);
    }
    for (int i = 0; i < shape.layers(); i++) {
      requireArray(shape.inputs(i), shape.outputs(i));
    }
  }

  /**
   * Refuses values that the precision rounds to infinity.
   *
   * @throws UserException with the value
   */
  static void requirePrecision(Problem problem, Precision precision) {
    Stream.concat(
            Stream.of(problem.x(), problem.y()), problem.layers().stream().flatMap(Layer::all))
        .flatMapToDouble(Arrays::stream)
        .filter(value -> Double.isInfinite(precision.round(value)))
        .findFirst()
        .ifPresent(
            value -> {
              throw new UserException(
                  "the problem holds "
                      + value
                      + ", which is too large for "
                      + precision.label()
                      + "; train it with --precision f64");
            });
  }

  private static void requireArray(int rows, int columns) {
    if ((long) rows * columns > LONGEST_ARRAY) {
      throw new UserException(
          "the training needs a matrix of "
              + rows
              + "×"
              + columns
              + ", which is too large for a Java array");
    }
  }
}
