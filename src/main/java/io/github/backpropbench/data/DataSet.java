package io.github.backpropbench.data;

import io.github.backpropbench.problem.Problem;
import java.util.List;

/**
 * Samples, one per row, with what a network is to make of them. All values are float32 numbers, so
 * that both precisions train on the same data. Arrays are shared, not copied: nobody writes to
 * them.
 *
 * @param name what the user called it, in its shortest form
 * @param features the columns of x
 * @param outputs the columns of y
 * @param x row-major
 * @param y row-major: for classes, 1 in the column of the row's class and 0 elsewhere
 * @param classes the names of the columns of y; empty if y holds numbers to be approximated
 */
public record DataSet(
    String name, int features, int outputs, double[] x, double[] y, List<String> classes) {

  public DataSet {
    classes = List.copyOf(classes);
    long rows = y.length / outputs;
    if (x.length != rows * features || y.length != rows * outputs) {
      throw new IllegalArgumentException(
          "%d values of x and %d of y do not make rows of %d and %d"
              .formatted(x.length, y.length, features, outputs));
    }
    if (!classes.isEmpty() && classes.size() != outputs) {
      throw new IllegalArgumentException(
          classes.size() + " classes need as many outputs, not " + outputs);
    }
  }

  /** The number of samples. */
  public int rows() {
    return y.length / outputs;
  }

  /** Whether the outputs are classes, one of which each row belongs to. */
  public boolean isClassification() {
    return !classes.isEmpty();
  }

  /** Some of the rows, in the given order. */
  public DataSet select(int... rows) {
    return new DataSet(
        name,
        features,
        outputs,
        Problem.select(x, features, rows),
        Problem.select(y, outputs, rows),
        classes);
  }
}
