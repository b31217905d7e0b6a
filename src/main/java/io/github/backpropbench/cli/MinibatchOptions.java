package io.github.backpropbench.cli;

import io.github.backpropbench.data.RowOrder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows of the data each step of a training takes. */
final class MinibatchOptions {
  private static final int USUAL_MINIBATCH = 32;

  @Option(
      names = "--minibatch",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description =
          "each step takes the next N rows of the data, the last step of an epoch possibly fewer;"
              + " default all rows; with --data "
              + USUAL_MINIBATCH)
  private @Nullable Integer minibatch;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      converter = Converters.Seed.class,
      description =
          "with --minibatch: shuffle the rows anew for each epoch, by this seed; with --data they"
              + " always are, by default by --seed")
  private @Nullable Long seed;

  boolean isGiven() {
    return minibatch != null || seed != null;
  }

  /** The most rows that a step takes of the data. */
  int rowsPerStep(int rows) {
    return minibatch == null ? rows : minibatch;
  }

  /**
   * Refuses minibatches of more rows than there are, and shuffling without minibatches: each step
   * would take the same rows, whose order changes nothing but the rounding of sums.
   *
   * @throws IllegalArgumentException with the reason
   */
  void requireFor(int rows) {
    requireAtMost(rows, "data");
    if (seed != null && minibatch == null) {
      throw new IllegalArgumentException(
          "--shuffle needs --minibatch N: without it, each step takes all rows");
    }
  }

  private void requireAtMost(int rows, String what) {
    if (minibatch != null && minibatch > rows) {
      throw new IllegalArgumentException(
          "--minibatch %d is more than the %s of the %s"
              .formatted(minibatch, rows == 1 ? "one row" : rows + " rows", what));
    }
  }

  /**
   * A new order of a data set's training rows, which are always shuffled, and by default in
   * minibatches of 32, or all rows if they are fewer.
   *
   * @param usual the seed if none is given
   * @throws IllegalArgumentException if a minibatch has more rows than there are
   */
  RowOrder shuffled(int rows, long usual) {
    requireAtMost(rows, "training");
    return RowOrder.shuffled(
        rows,
        minibatch == null ? Math.min(USUAL_MINIBATCH, rows) : minibatch,
        seed == null ? usual : seed);
  }

  /** A new order of the rows; null if each step takes all of them. */
  @Nullable RowOrder order(int rows) {
    if (minibatch == null) {
      return null;
    }
    return seed == null
        ? RowOrder.inOrder(rows, minibatch)
        : RowOrder.shuffled(rows, minibatch, seed);
  }
}
