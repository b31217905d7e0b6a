package io.github.backpropbench.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * The logarithms of positive numbers, such as the scores of a cell's forks, summarized by their
 * trimmed mean and its error (Yuen, 1974): trimmed numbers do not enter the mean, and enter the
 * error as if they were as large as the nearest number kept. So slow forks neither move the mean
 * nor inflate its error.
 *
 * @param mean the trimmed mean of the logarithms; NaN if there are no numbers
 * @param variance of one number, such that the mean's error is √(variance / count); NaN for fewer
 *     than two numbers
 * @param degreesOfFreedom of the variance
 * @param count how many numbers there are, the trimmed ones included
 */
public record LogSample(double mean, double variance, double degreesOfFreedom, int count) {
  /** A sample of positive numbers that scatter to both sides, such as ratios. */
  public static LogSample of(double... positive) {
    return of(Trimming.bothEnds(positive.length), positive);
  }

  /** A sample of positive numbers with a given trimming. */
  public static LogSample of(Trimming trimming, double... positive) {
    return ofLogs(trimming, Arrays.stream(positive).map(Math::log).toArray());
  }

  /** A sample of logarithms with a given trimming. */
  public static LogSample ofLogs(Trimming trimming, double[] logs) {
    int count = logs.length;
    int low = trimming.low();
    int high = count - trimming.high();
    int kept = high - low;
    double[] sorted = logs.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted, low, high).average().orElse(Double.NaN);
    if (kept < 2) {
      return new LogSample(mean, Double.NaN, 0, count);
    }
    Arrays.fill(sorted, 0, low, sorted[low]);
    Arrays.fill(sorted, high, count, sorted[high - 1]);
    double squares = new Variance().evaluate(sorted) * (count - 1);
    double squaredError = squares / (kept * (kept - 1.0));
    return new LogSample(mean, squaredError * count, kept - 1.0, count);
  }

  /** Whether there are enough numbers for an error. */
  public boolean hasError() {
    return degreesOfFreedom > 0;
  }

  /** The mean with its error, as Student's t knows it. */
  public LogRatio estimate() {
    return hasError()
        ? new LogRatio(mean, Math.sqrt(squaredError()), degreesOfFreedom, count)
        : LogRatio.withoutError(mean, count);
  }

  double squaredError() {
    return variance / count;
  }
}
