package io.github.backpropbench.statistics;

/**
 * How many of some numbers do not enter their mean.
 *
 * @param low how many of the smallest
 * @param high how many of the largest
 */
public record Trimming(int low, int high) {
  private static final int ONE_IN = 7;

  /** Of so many forks, half are enough for a mean and its error. */
  private static final int ENOUGH_FOR_HALF = 12;

  /**
   * The lowest and the highest seventh: of numbers that scatter to both sides, such as the ratios
   * of pairs. Of fewer than seven, none.
   */
  public static Trimming bothEnds(int count) {
    return new Trimming(count / ONE_IN, count / ONE_IN);
  }

  /**
   * The slower half of one cell's times, to be compared with other times of that cell: what else a
   * machine does makes a fork slower, never faster, and does so to more forks of one run than of
   * another. Not for two cells: where the faster half lies depends on how much a cell scatters.
   *
   * @param count how many times there are
   * @param least how many there are on the side that has fewer: of fewer than twelve, both sides
   *     are trimmed at {@link #bothEnds}
   */
  public static Trimming slowerHalf(int count, int least) {
    return Math.min(count, least) < ENOUGH_FOR_HALF ? bothEnds(count) : new Trimming(0, count / 2);
  }

  /** Whether as many are trimmed at the one end as at the other. */
  public boolean isSymmetric() {
    return low == high;
  }

  /** The same of the numbers' inverses: of throughputs instead of times. */
  public Trimming inverse() {
    return new Trimming(high, low);
  }
}
