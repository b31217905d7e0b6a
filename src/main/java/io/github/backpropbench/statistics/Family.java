package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Ratios that are judged together. Many comparisons are many chances to be wrong; Holm's step-down
 * procedure (Holm, 1979) keeps the chance of even one false alarm among all of them below {@link
 * #FALSE_ALARMS}, however the comparisons depend on each other.
 */
public final class Family {
  /** The largest acceptable chance of even one false alarm among equal things. */
  public static final double FALSE_ALARMS = 0.05;

  private Family() {}

  /**
   * For each ratio, an upper bound on the chance that one this far from 1 comes up anywhere in the
   * family; 1 for a ratio that does not exceed the floor, and NaN where there are too few samples.
   * A difference is shown if it is at most {@link #FALSE_ALARMS}.
   */
  public static double[] adjustedPValues(List<LogRatio> ratios, NoiseFloor floor) {
    return adjustedPValues(ratios, floor, 0.0);
  }

  /**
   * As {@link #adjustedPValues(List, NoiseFloor)}, for differences larger than a threshold: not
   * only the ratio must exceed it, but its interval.
   *
   * @param threshold 0.03 for 3 %
   */
  public static double[] adjustedPValues(
      List<LogRatio> ratios, NoiseFloor floor, double threshold) {
    double[] thresholds = new double[ratios.size()];
    Arrays.fill(thresholds, threshold);
    return adjustedPValues(ratios, floor, thresholds);
  }

  /**
   * As {@link #adjustedPValues(List, NoiseFloor, double)}, with a threshold for each of the ratios.
   */
  public static double[] adjustedPValues(
      List<LogRatio> ratios, NoiseFloor floor, double[] thresholds) {
    return holm(
        IntStream.range(0, thresholds.length)
            .mapToDouble(i -> pValue(ratios.get(i), floor, thresholds[i]))
            .toArray());
  }

  /**
   * The smallest difference that is shown for a ratio whose error is the median of these: 0.04 for
   * 4 %; NaN if none has an error.
   *
   * @param threshold that the difference must exceed
   */
  public static double resolution(List<LogRatio> ratios, double threshold) {
    List<LogRatio> usable = ratios.stream().filter(LogRatio::hasError).toList();
    double confidence = 1 - FALSE_ALARMS / usable.size();
    double[] reaches = usable.stream().mapToDouble(ratio -> ratio.reach(confidence)).toArray();
    return Math.expm1(Math.log1p(threshold) + new Median().evaluate(reaches));
  }

  /**
   * P-values that may be compared with the level as if each were the only one.
   *
   * @param pValues one per comparison; NaN for one that cannot be made, which stays NaN and does
   *     not count
   */
  static double[] holm(double[] pValues) {
    List<Integer> ascending =
        IntStream.range(0, pValues.length)
            .filter(i -> !Double.isNaN(pValues[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList();
    double[] adjusted = new double[pValues.length];
    Arrays.fill(adjusted, Double.NaN);
    double largest = 0;
    int left = ascending.size();
    for (int i : ascending) {
      largest = Math.max(largest, Math.min(1, pValues[i] * left--));
      adjusted[i] = largest;
    }
    return adjusted;
  }

  private static double pValue(LogRatio ratio, NoiseFloor floor, double threshold) {
    return ratio.hasError() && Math.abs(ratio.value()) <= floor.log()
        ? 1.0
        : ratio.pValue(Math.log1p(threshold));
  }
}
