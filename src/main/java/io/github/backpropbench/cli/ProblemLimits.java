package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What cannot be trained though it is a problem. */
final class ProblemLimits {
  /** The longest array that a JVM makes. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private ProblemLimits() {}

  /**
   * Refuses sizes of which one of the training's matrices is too large for an array.
   *
   * @throws UserException with the size
   */
  static void requireArrays(NetworkShape shape, int batch) {
    requireArray(batch, shape.inputs());
    requireArray(batch, shape.hidden());
    requireArray(batch, shape.outputs());
    requireArray(shape.inputs(), shape.hidden());
    requireArray(shape.hidden(), shape.outputs());
  }

  /**
   * Refuses values that the precision rounds to infinity.
   *
   * @throws UserException with the value
   */
  static void requirePrecision(Problem problem, Precision precision) {
    Stream.of(problem.x(), problem.y(), problem.w1(), problem.b1(), problem.w2(), problem.b2())
        .filter(Objects::nonNull)
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
