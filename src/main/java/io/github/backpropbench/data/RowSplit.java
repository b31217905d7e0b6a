package io.github.backpropbench.data;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The numbers of a data set's rows in three parts, ascending in each. The rows are divided group by
 * group, where a group is the rows of one class, in the order of the classes, or all rows where
 * there are none: shuffled by one generator for all groups, as {@link RowOrder} shuffles, the last
 * fifth of a group's rows, rounded to the nearest number, is for the test, the fifth before it for
 * validation, and the rest for the training.
 */
record RowSplit(int[] training, int[] validation, int[] test) {

  /** Divides the rows; into two parts if the data set has rows of its own for the test. */
  static RowSplit of(Samples data, long seed) {
    // java.util.Random is specified to the bit, so a seed means the same on every JVM.
    Random random = new Random(seed);
    IntStream.Builder training = IntStream.builder();
    IntStream.Builder validation = IntStream.builder();
    IntStream.Builder test = IntStream.builder();
    for (int[] group : groups(data)) {
      RowOrder.shuffle(group, random);
      int fifth = (group.length + 2) / 5;
      int tested = group.length - (data.test() == null ? fifth : 0);
      for (int i = 0; i < group.length; i++) {
        (i >= tested ? test : i >= tested - fifth ? validation : training).add(group[i]);
      }
    }
    return new RowSplit(ascending(training), ascending(validation), ascending(test));
  }

  private static List<int[]> groups(Samples data) {
    IntStream columns = IntStream.range(0, Math.max(1, data.classes().size()));
    return columns
        .mapToObj(
            column ->
                IntStream.range(0, data.rows())
                    .filter(
                        row ->
                            data.classes().isEmpty()
                                || data.y()[row * data.outputs() + column] == 1.0)
                    .toArray())
        .toList();
  }

  private static int[] ascending(IntStream.Builder rows) {
    int[] sorted = rows.build().toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
