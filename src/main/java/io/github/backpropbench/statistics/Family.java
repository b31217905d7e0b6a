package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** Ratios that are judged together: the chance of even one false alarm is that of all of them. */
public final class Family {
  /** How likely even one false alarm among equal things may be. */
  public static final double FALSE_ALARMS = 0.05;

  private Family() {}

  /**
   * For each ratio, how likely it is at most that one this far from 1 comes up anywhere in the
   * family by chance; 1 for one that does not exceed the floor, and NaN where the samples are too
   * few. A difference is shown if it is at most {@link #FALSE_ALARMS}.
   */
  public static double[] adjustedPValues(List<LogRatio> ratios, NoiseFloor floor) {
    return adjustedPValues(ratios, floor, 0.0);
  }

  /**
   * The same for differences of more than a threshold: it is not enough that the ratio exceeds it,
   * its interval must.
   *
   * @param threshold 0.03 for 3 %
   */
  public static double[] adjustedPValues(
      List<LogRatio> ratios, NoiseFloor floor, double threshold) {
    double[] thresholds = new double[ratios.size()];
    Arrays.fill(thresholds, threshold);
    return adjustedPValues(ratios, floor, thresholds);
  }

  /** The same with a threshold for each of the ratios. */
  public static double[] adjustedPValues(
      List<LogRatio> ratios, NoiseFloor floor, double[] thresholds) {
    return Holm.adjust(
        IntStream.range(0, thresholds.length)
            .mapToDouble(i -> pValue(ratios.get(i), floor, thresholds[i]))
            .toArray());
  }

  /**
   * The difference that one of these ratios, of the usual error, must have to be shown: 0.04 for 4
   * %; NaN if none has an error.
   *
   * @param threshold that it must exceed
   */
  public static double resolution(List<LogRatio> ratios, double threshold) {
    List<LogRatio> usable = ratios.stream().filter(LogRatio::hasError).toList();
    double confidence = 1 - FALSE_ALARMS / usable.size();
    double[] reaches = usable.stream().mapToDouble(ratio -> ratio.reach(confidence)).toArray();
    return Math.expm1(Math.log1p(threshold) + new Median().evaluate(reaches));
  }

  private static double pValue(LogRatio ratio, NoiseFloor floor, double threshold) {
    return ratio.hasError() && Math.abs(ratio.value()) <= floor.log()
        ? 1.0
        : ratio.pValue(Math.log1p(threshold));
  }
}
