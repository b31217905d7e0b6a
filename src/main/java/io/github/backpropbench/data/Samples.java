package io.github.backpropbench.data;

import io.github.backpropbench.problem.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a data set as they were read, before they are divided. Their features become numbers
 * in an array only when a row is taken, because those of images are much smaller as bytes.
 *
 * @param name what messages call the data set
 * @param x the features of each row
 * @param y row-major: for classes, 1 in the column of the row's class and 0 elsewhere
 * @param classes the names of the columns of y; empty if y holds numbers to be approximated
 * @param test the rows that are for the test, if the data set says so itself
 */
record Samples(
    String name,
    Features x,
    int outputs,
    double[] y,
    List<String> classes,
    @Nullable Samples test) {

  /** Where the features are read from. */
  interface Features {
    /** How many each row has. */
    int count();

    /** Whether they are to be scaled by their range in the training rows. */
    boolean needScaling();

    /** Writes the features of a row into an array, from a place on. */
    void copy(int row, double[] into, int at);
  }

  /** Features that are numbers already, as a network trains on them. */
  record Numbers(double[] values, int count) implements Features {
    @Override
    public boolean needScaling() {
      return false;
    }

    @Override
    public void copy(int row, double[] into, int at) {
      System.arraycopy(values, row * count, into, at, count);
    }
  }

  int rows() {
    return y.length / outputs;
  }

  DataSet selectAll() {
    return select(IntStream.range(0, rows()).toArray());
  }

  /** Some of the rows, in the given order. */
  DataSet select(int... numbers) {
    double[] selected = new double[numbers.length * x.count()];
    for (int i = 0; i < numbers.length; i++) {
      x.copy(numbers[i], selected, i * x.count());
    }
    double[] targets = Problem.select(y, outputs, numbers);
    return new DataSet(name, x.count(), outputs, selected, targets, classes);
  }
}
