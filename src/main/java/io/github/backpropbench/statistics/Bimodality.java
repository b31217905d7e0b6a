package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/**
 * Whether the forks of a cell fall into two groups, as they do when the just-in-time compiler or
 * the memory layout can turn out in one of two ways. The test statistic is the widest gap between
 * neighbours that leaves a fifth of the forks, and at least two, on each side, relative to the
 * spread within the groups. How wide it gets by chance is simulated with normal values.
 */
public final class Bimodality {
  /** With fewer forks, two groups cannot be told from chance. */
  public static final int LEAST_FORKS = 8;

  /** How often forks of one group are taken for two, for normal values. */
  public static final double FALSE_ALARMS = 0.01;

  private static final int SIMULATIONS = 20_000;
  private static final int LEAST_GROUP = 2;
  private static final int GROUP_ONE_IN = 5;
  private static final Map<Integer, Double> LIMITS = new ConcurrentHashMap<>();

  private Bimodality() {}

  /** Whether there are two groups; false if there are too few forks to tell. */
  public static boolean isShown(double[] values) {
    return values.length >= LEAST_FORKS
        && gap(values) > LIMITS.computeIfAbsent(values.length, Bimodality::limit);
  }

  /** The widest gap in standard deviations within the two groups that it makes. */
  private static double gap(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int group = Math.max(LEAST_GROUP, sorted.length / GROUP_ONE_IN);
    double widest = 0;
    for (int upper = group; upper <= sorted.length - group; upper++) {
      double gap = sorted[upper] - sorted[upper - 1];
      double squares = squares(sorted, 0, upper) + squares(sorted, upper, sorted.length);
      double deviation = Math.sqrt(squares / (sorted.length - 2));
      if (gap > 0) {
        widest = Math.max(widest, gap / deviation);
      }
    }
    return widest;
  }

  private static double squares(double[] sorted, int from, int to) {
    double mean = Arrays.stream(sorted, from, to).average().orElse(0);
    return Arrays.stream(sorted, from, to).map(x -> (x - mean) * (x - mean)).sum();
  }

  private static double limit(int count) {
    Random random = new Random(count);
    double[] gaps = new double[SIMULATIONS];
    for (int i = 0; i < SIMULATIONS; i++) {
      gaps[i] = gap(DoubleStream.generate(random::nextGaussian).limit(count).toArray());
    }
    Arrays.sort(gaps);
    return gaps[(int) ((1 - FALSE_ALARMS) * SIMULATIONS)];
  }
}
