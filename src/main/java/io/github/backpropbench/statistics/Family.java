package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Ratios that are judged together. Many comparisons are many chances to be wrong. A gate, which
 * says one thing, keeps the chance of even one false alarm below {@link #FALSE_ALARMS} by Holm's
 * step-down procedure (Holm, 1979), however the comparisons depend on each other. A report, which
 * says many, keeps the share of false ones below it.
 */
public final class Family {
  /**
   * The largest acceptable chance of even one false alarm among equal things, and the largest
   * acceptable share of false statements among many.
   */
  public static final double FALSE_ALARMS = 0.05;

  /** Half of the equal things, and hardly any different ones, have a larger p-value. */
  private static final double UNCLEAR = 0.5;

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
    return holm(pValues(ratios, floor, thresholds));
  }

  /**
   * For each ratio, the share of false statements among all that are made if every difference at
   * least as clear as this one is stated (Benjamini and Hochberg, 1995, with the number of true
   * differences estimated after Storey, 2002); at least the ratio's own p-value, so that no
   * difference is stated that its interval does not show. 1 and NaN as in {@link #adjustedPValues}.
   */
  public static double[] falseDiscoveryRates(
      List<LogRatio> ratios, NoiseFloor floor, double[] thresholds) {
    return stepUp(pValues(ratios, floor, thresholds));
  }

  /** The p-value of each ratio by itself, for differences larger than its threshold. */
  public static double[] pValues(List<LogRatio> ratios, NoiseFloor floor, double[] thresholds) {
    return IntStream.range(0, thresholds.length)
        .mapToDouble(i -> pValue(ratios.get(i), floor, thresholds[i]))
        .toArray();
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
  public static double[] holm(double[] pValues) {
    List<Integer> ascending = ascending(pValues);
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

  /**
   * The false discovery rate at which each comparison would be stated.
   *
   * @param pValues as for {@link #holm}
   */
  public static double[] stepUp(double[] pValues) {
    List<Integer> ascending = ascending(pValues);
    int count = ascending.size();
    long equal = ascending.stream().filter(i -> pValues[i] > UNCLEAR).count();
    double equalShare = Math.min(1, (1 + equal) / ((1 - UNCLEAR) * count));
    double[] adjusted = new double[pValues.length];
    Arrays.fill(adjusted, Double.NaN);
    double smallest = 1;
    for (int rank = count; rank > 0; rank--) {
      int i = ascending.get(rank - 1);
      smallest = Math.min(smallest, equalShare * pValues[i] * count / rank);
      adjusted[i] = Math.max(smallest, pValues[i]);
    }
    return adjusted;
  }

  private static List<Integer> ascending(double[] pValues) {
    return IntStream.range(0, pValues.length)
        .filter(i -> !Double.isNaN(pValues[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> pValues[i]))
        .toList();
  }

  private static double pValue(LogRatio ratio, NoiseFloor floor, double threshold) {
    return ratio.hasError() && Math.abs(ratio.value()) <= floor.log()
        ? 1.0
        : ratio.pValue(Math.log1p(threshold));
  }
}
