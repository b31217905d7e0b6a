package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Where times that were measured one after another shift from one level to another.
 *
 * <p>Other work on the machine makes many iterations in a row longer, so a series is first reduced
 * to the shortest time of each twelfth. The test statistic is Wilcoxon's: the sum of the ranks of
 * what comes before a split, in standard deviations from what it would be on average, at the split
 * where it is largest (Pettitt 1979). How large it gets if every order is equally likely is
 * simulated: only the order counts, so the share of false alarms does not depend on how the times
 * scatter.
 *
 * <p>One series can only show a shift that leaves at least five twelfths on each side, which a
 * disturbance hardly lasts; several together show one nearer to an end, too.
 */
public final class ChangePoint {
  /** How often series without a shift are taken for series with one. */
  public static final double FALSE_ALARMS = 0.01;

  /** A shift by less is too small to matter: 2 %. */
  private static final double LEAST_SHIFT = Math.log(1.02);

  private static final int BLOCKS = 12;

  /** With more series than this, the limit does not change. */
  private static final int MOST_SERIES = 10;

  private static final int SIMULATIONS = 10_000;
  private static final Map<List<Integer>, Double> LIMITS = new ConcurrentHashMap<>();

  private ChangePoint() {}

  /**
   * The number of times before the shift; 0 if none is shown.
   *
   * @param logTimes logarithms of times, in the order of measurement
   */
  public static int of(double[] logTimes) {
    int split = split(List.of(blocks(logTimes)));
    return logTimes.length <= BLOCKS ? split : start(split, logTimes.length);
  }

  /**
   * Whether several series, such as the forks of a cell, shift at the same place; false if they are
   * short and of different lengths.
   */
  public static boolean isCommon(List<double[]> series) {
    List<double[]> blocks = series.stream().map(ChangePoint::blocks).toList();
    return blocks.stream().mapToInt(one -> one.length).distinct().count() == 1 && split(blocks) > 0;
  }

  private static double[] blocks(double[] series) {
    if (series.length <= BLOCKS) {
      return series;
    }
    double[] blocks = new double[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
      blocks[i] =
          Arrays.stream(series, start(i, series.length), start(i + 1, series.length))
              .min()
              .orElseThrow();
    }
    return blocks;
  }

  private static int start(int block, int length) {
    return Math.toIntExact((long) block * length / BLOCKS);
  }

  /** The length of the first part; 0 if no shift is shown. */
  private static int split(List<double[]> series) {
    int length = series.get(0).length;
    if (length < 3 || !series.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      return 0;
    }
    double[] deviations = deviations(series);
    double most =
        LIMITS.computeIfAbsent(
            List.of(length, Math.min(series.size(), MOST_SERIES)),
            key -> limit(key.get(0), key.get(1)));
    int split = 0;
    for (int k = 1; k < length; k++) {
      if (deviations[k] > most && Math.abs(shift(series, k)) > LEAST_SHIFT) {
        most = deviations[k];
        split = k;
      }
    }
    return split;
  }

  /** By how much the shortest time of the second part is longer: the median of all series. */
  private static double shift(List<double[]> series, int split) {
    return new Median()
        .evaluate(
            series.stream()
                .mapToDouble(one -> least(one, split, one.length) - least(one, 0, split))
                .toArray());
  }

  private static double least(double[] series, int from, int to) {
    return Arrays.stream(series, from, to).min().orElseThrow();
  }

  /** For each length of the first part, by how much its ranks differ from the average. */
  private static double[] deviations(List<double[]> series) {
    int length = series.get(0).length;
    double[] deviations = new double[length];
    for (double[] one : series) {
      double[] ranks = new NaturalRanking().rank(one);
      double sum = 0;
      for (int k = 1; k < length; k++) {
        sum += ranks[k - 1] - (length + 1) / 2.0;
        deviations[k] += sum;
      }
    }
    for (int k = 1; k < length; k++) {
      double variance = series.size() * k * (length - k) * (length + 1.0) / 12;
      deviations[k] = Math.abs(deviations[k]) / Math.sqrt(variance);
    }
    return deviations;
  }

  private static double limit(int length, int series) {
    Random random = new Random(length);
    double[] largest = new double[SIMULATIONS];
    for (int i = 0; i < SIMULATIONS; i++) {
      List<double[]> orders =
          Stream.generate(() -> random.doubles(length).toArray()).limit(series).toList();
      largest[i] = Arrays.stream(deviations(orders)).max().orElseThrow();
    }
    Arrays.sort(largest);
    return largest[(int) ((1 - FALSE_ALARMS) * SIMULATIONS)];
  }
}
