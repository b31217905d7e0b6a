package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.Bimodality;
import io.github.backpropbench.statistics.ChangePoint;
import io.github.backpropbench.statistics.Outliers;
import io.github.backpropbench.statistics.Trend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * What a reader should know about the forks of a cell in addition to their ratio. Each flag except
 * those for outliers and what is missing is raised by chance for at most one cell in a hundred;
 * none of them changes a verdict. Effects too small to matter are not flagged.
 *
 * @param drifts whether the forks get slower or faster from round to round (needs six forks)
 * @param isUnsteady whether the forks were not steady when they were measured: their iterations
 *     shift from one level to another, in most forks each by itself, or in all of them together
 * @param isBimodal whether the forks fall into two groups (needs eight forks)
 * @param outliers the number of forks far from the others; they count like all others
 * @param missing the number of iterations without a score, in forks that count by their others
 * @param failedForks the number of forks without a score, of which nothing is counted
 */
public record CellFlags(
    boolean drifts,
    boolean isUnsteady,
    boolean isBimodal,
    int outliers,
    int missing,
    int failedForks) {
  /** Nothing is flagged. */
  public static final CellFlags NONE = new CellFlags(false, false, false, 0, 0, 0);

  /** Trends and gaps below this are too small to matter: 1 %. */
  private static final double LEAST = 0.01;

  /** A fork no farther from the others than this is not an outlier: 5 %. */
  private static final double LEAST_OUTLIER = 0.05;

  /**
   * @param forks the scores of the iterations of each fork, in the order of measurement
   */
  public static CellFlags of(Collection<List<Double>> forks, Direction direction) {
    List<Double> scores = forks.stream().map(fork -> ForkScore.of(fork, direction)).toList();
    return of(forks, scores, direction);
  }

  /**
   * @param forkScores the forks' scores, in the same order
   */
  static CellFlags of(
      Collection<List<Double>> forks, Collection<Double> forkScores, Direction direction) {
    List<double[]> times = forks.stream().map(fork -> ForkScore.logTimes(fork, direction)).toList();
    double[] scores = logs(forkScores.stream().mapToDouble(Double::doubleValue).toArray());
    return new CellFlags(
        drifts(scores),
        isUnsteady(times),
        spread(scores) > LEAST && Bimodality.isShown(scores),
        outliers(scores),
        0,
        0);
  }

  /** The same with numbers of iterations and of forks without a score. */
  CellFlags withMissing(int iterations, int forks) {
    return new CellFlags(drifts, isUnsteady, isBimodal, outliers, iterations, forks);
  }

  /** In words; empty if nothing is flagged. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    if (drifts) {
      words.add("drifts from fork to fork");
    }
    if (isUnsteady) {
      words.add("not steady when measured");
    }
    if (isBimodal) {
      words.add("forks on two levels");
    }
    if (outliers > 0) {
      words.add(outliers + (outliers == 1 ? " outlier" : " outliers"));
    }
    if (missing > 0) {
      words.add(missing + (missing == 1 ? " iteration" : " iterations") + " without a score");
    }
    if (failedForks > 0) {
      words.add(failedForks + (failedForks == 1 ? " fork" : " forks") + " failed");
    }
    return words;
  }

  private static boolean drifts(double[] scores) {
    return spread(scores) > LEAST && Trend.pValue(scores) < Trend.FALSE_ALARMS;
  }

  /** One fork alone may have been disturbed. */
  private static boolean isUnsteady(List<double[]> forks) {
    long shifting = forks.stream().filter(fork -> ChangePoint.of(fork) > 0).count();
    return shifting > 1 && 2 * shifting > forks.size() || ChangePoint.isCommon(forks);
  }

  private static int outliers(double[] scores) {
    double median = new Median().evaluate(scores);
    int far = 0;
    for (int outlier : Outliers.of(scores)) {
      far += Math.abs(scores[outlier] - median) > LEAST_OUTLIER ? 1 : 0;
    }
    return far;
  }

  private static double[] logs(double[] scores) {
    return Arrays.stream(scores).map(Math::log).toArray();
  }

  private static double spread(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }
}
