package io.github.backpropbench.statistics;

/**
 * Cells whose forks come on two levels: each fork is fast or slow for its whole life, as memory or
 * the compiler happen to be arranged. Few forks of such a cell may all be fast on one side and slow
 * on the other, and then their spread says nothing about the other level.
 */
public final class ForkLevels {
  /** The share of cells that have two levels, on two machines that were studied. */
  private static final double SHARE = 0.1;

  /** The levels of no cell were farther apart, on the log scale: 57 %. */
  private static final double FARTHEST = 0.45;

  private ForkLevels() {}

  /**
   * The chance that a difference is that between the levels of one cell, if half of its forks are
   * on each; 0 for a difference that is too large.
   *
   * @param log the difference on the log scale
   */
  public static double chance(int forks, int otherForks, double log) {
    return Math.abs(log) < FARTHEST ? chance(forks, otherForks) : 0;
  }

  private static double chance(int forks, int otherForks) {
    return Math.min(1, SHARE * 2 * Math.pow(0.5, forks + otherForks));
  }

  /**
   * The smallest difference that is shown among a number of comparisons: 0.57 for 57 %, where all
   * smaller ones may be levels; otherwise 0.
   */
  public static double resolution(int forks, int otherForks, int comparisons) {
    return chance(forks, otherForks) * comparisons > Family.FALSE_ALARMS ? Math.expm1(FARTHEST) : 0;
  }
}
