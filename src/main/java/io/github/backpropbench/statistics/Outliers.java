package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Values far from the others, by the modified z-score of Iglewicz and Hoaglin (1993): more than 3.5
 * robust standard deviations from the median. They are pointed out, never dropped.
 */
public final class Outliers {
  private static final double LIMIT = 3.5;

  /** The median distance from the median is this share of a normal standard deviation. */
  private static final double MEDIAN_DISTANCE = 0.6745;

  /** With fewer values, there is no majority to be far from. */
  private static final int LEAST_VALUES = 5;

  private Outliers() {}

  /** The positions of the outliers; none if there are fewer than five values. */
  public static int[] of(double[] values) {
    if (values.length < LEAST_VALUES) {
      return new int[0];
    }
    double median = new Median().evaluate(values);
    double[] distances = Arrays.stream(values).map(x -> Math.abs(x - median)).toArray();
    double spread = new Median().evaluate(distances);
    return IntStream.range(0, values.length)
        .filter(i -> MEDIAN_DISTANCE * distances[i] > LIMIT * spread)
        .toArray();
  }
}
