package io.github.backpropbench.statistics;

/**
 * How many numbers are left out of a mean.
 *
 * @param low how many of the smallest
 * @param high how many of the largest
 */
public record Trimming(int low, int high) {
  /** Nothing is left out. */
  public static final Trimming NONE = new Trimming(0, 0);

  private static final int ONE_IN = 7;

  /**
   * With this many forks, half of them are enough for a mean and its error; found by simulation.
   */
  private static final int ENOUGH_FOR_HALF = 14;

  /**
   * The lowest and the highest seventh, for numbers that scatter to both sides, such as the ratios
   * of pairs; none of fewer than seven.
   */
  public static Trimming bothEnds(int count) {
    return new Trimming(count / ONE_IN, count / ONE_IN);
  }

  /**
   * The slower half of one cell's times, for comparison with other times of the same cell: other
   * work on the machine makes forks slower, never faster, and affects more forks in one run than in
   * another. Not for two different cells: where the faster half lies depends on a cell's spread.
   *
   * @param count how many times there are
   * @param least how many there are on the side that has fewer: below fourteen, nothing is trimmed
   */
  public static Trimming slowerHalf(int count, int least) {
    return isEnoughForHalf(Math.min(count, least)) ? new Trimming(0, count / 2) : NONE;
  }

  /** Whether half of this number of forks is enough for a mean and its error. */
  public static boolean isEnoughForHalf(int count) {
    return count >= ENOUGH_FOR_HALF;
  }

  /** Whether equally many are trimmed at both ends. */
  public boolean isSymmetric() {
    return low == high;
  }

  /** The same trimming for the inverse numbers: for throughputs instead of times. */
  public Trimming inverse() {
    return new Trimming(high, low);
  }
}
