package io.github.backpropbench.data;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a data set each step takes: a minibatch after the other, the last of an epoch
 * possibly smaller, then from the start again. The rows are in the data's own order, or shuffled
 * anew for each epoch. Allocates nothing after its construction.
 */
public final class RowOrder {
  private final int minibatch;
  private final int[] rows;
  private final @Nullable Random random;
  private long seed;
  private int first;
  private int next;

  private RowOrder(int rows, int minibatch, long seed, @Nullable Random random) {
    if (minibatch < 1 || minibatch > rows) {
      throw new IllegalArgumentException(
          "a minibatch has at least one row and at most those of the data, "
              + rows
              + ", not "
              + minibatch);
    }
    this.minibatch = minibatch;
    this.rows = new int[rows];
    this.seed = seed;
    this.random = random;
    restart();
  }

  /** In the order of the data. */
  public static RowOrder inOrder(int rows, int minibatch) {
    return new RowOrder(rows, minibatch, 0, null);
  }

  /** Shuffled anew for each epoch, by a seed that means the same on every JVM. */
  public static RowOrder shuffled(int rows, int minibatch, long seed) {
    return new RowOrder(rows, minibatch, seed, new Random(seed));
  }

  /** Whether the order changes from epoch to epoch. */
  public boolean isShuffled() {
    return random != null;
  }

  /** The rows of every minibatch but the last of an epoch, which may have fewer. */
  public int minibatch() {
    return minibatch;
  }

  /** The minibatches of an epoch. */
  public int minibatches() {
    return (rows.length + minibatch - 1) / minibatch;
  }

  /** Moves on to the next minibatch. */
  public void advance() {
    if (next == rows.length) {
      next = 0;
    }
    if (next == 0 && random != null) {
      shuffle(rows, random);
    }
    first = next;
    next = Math.min(rows.length, first + minibatch);
  }

  /** The first of the current minibatch's places in {@link #rows}. */
  public int first() {
    return first;
  }

  /** The number of rows of the current minibatch. */
  public int count() {
    return next - first;
  }

  /** The rows of the current epoch in their order; changed by {@link #advance}. */
  public int[] rows() {
    return rows;
  }

  /** The rows of the current minibatch: a copy. */
  public int[] current() {
    return Arrays.copyOfRange(rows, first, next);
  }

  /** As {@link #restart()}, with another seed of the shuffling from now on. */
  public void restart(long otherSeed) {
    seed = otherSeed;
    restart();
  }

  /** Goes back to before the first minibatch of the first epoch. */
  public void restart() {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    if (random != null) {
      random.setSeed(seed);
    }
    first = 0;
    next = 0;
  }

  /** Puts the rows into another order, each order equally likely. */
  static void shuffle(int[] rows, RandomGenerator generator) {
    for (int i = rows.length - 1; i > 0; i--) {
      int other = generator.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[other];
      rows[other] = row;
    }
  }
}
