package io.github.backpropbench.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * The logarithms of some positive numbers, such as the scores of a cell's forks, as their trimmed
 * mean and its error (Yuen, 1974): the lowest and the highest seventh do not enter the mean, and
 * enter the error as if they were as large as their neighbours. So one slow fork in seven neither
 * moves the mean nor blows up its error. Of fewer than seven numbers none is trimmed, and it is the
 * ordinary mean.
 *
 * @param mean the trimmed mean of the logarithms; NaN of no numbers
 * @param variance of one number, such that the mean's error is √(variance / count); NaN of fewer
 *     than two
 * @param degreesOfFreedom of the variance
 * @param count how many numbers there are, the trimmed ones included
 */
public record LogSample(double mean, double variance, double degreesOfFreedom, int count) {
  private static final int ONE_IN = 7;

  /** Of positive numbers. */
  public static LogSample of(double... positive) {
    return ofLogs(Arrays.stream(positive).map(Math::log).toArray(), positive.length / ONE_IN);
  }

  /**
   * @param trimmed how many are trimmed at each end
   */
  static LogSample ofLogs(double[] logs, int trimmed) {
    int count = logs.length;
    int kept = count - 2 * trimmed;
    double[] sorted = logs.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted, trimmed, count - trimmed).average().orElse(Double.NaN);
    if (count < 2) {
      return new LogSample(mean, Double.NaN, 0, count);
    }
    Arrays.fill(sorted, 0, trimmed, sorted[trimmed]);
    Arrays.fill(sorted, count - trimmed, count, sorted[count - trimmed - 1]);
    double squares = new Variance().evaluate(sorted) * (count - 1);
    double squaredError = squares / (kept * (kept - 1.0));
    return new LogSample(mean, squaredError * count, kept - 1.0, count);
  }

  /** Whether there are enough numbers for an error. */
  public boolean hasError() {
    return degreesOfFreedom > 0;
  }

  double squaredError() {
    return variance / count;
  }
}
