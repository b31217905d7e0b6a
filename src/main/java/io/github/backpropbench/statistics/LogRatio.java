package io.github.backpropbench.statistics;

import java.util.Collection;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * An estimate of the logarithm of a ratio. On that scale a ratio and its inverse are symmetric, and
 * a common factor of both sides of a pair, such as a slow spell of the machine, cancels out.
 *
 * @param value the estimate; NaN if there is no sample
 * @param standardError of the estimate; NaN if there are too few samples for one
 * @param degreesOfFreedom of the standard error
 * @param samples the number of samples, or of pairs, that it was made from
 */
public record LogRatio(double value, double standardError, double degreesOfFreedom, int samples) {

  /** How often an interval covers the true ratio. */
  public static final double CONFIDENCE = 0.95;

  /** The geometric mean of ratios with independent errors; ratios without an error are left out. */
  public static LogRatio mean(Collection<LogRatio> ratios) {
    double sum = 0;
    double squaredErrors = 0;
    double byDegrees = 0;
    int count = 0;
    for (LogRatio ratio : ratios) {
      if (ratio.hasError()) {
        double squaredError = ratio.standardError * ratio.standardError;
        sum += ratio.value;
        squaredErrors += squaredError;
        byDegrees += squaredError * squaredError / ratio.degreesOfFreedom;
        count++;
      }
    }
    if (count == 0) {
      return withoutError(Double.NaN, 0);
    }
    double degreesOfFreedom = byDegrees == 0 ? count : squaredErrors * squaredErrors / byDegrees;
    return new LogRatio(sum / count, Math.sqrt(squaredErrors) / count, degreesOfFreedom, count);
  }

  /**
   * The mean of ratios whose errors have heavier tails than normal ones, as forks have: such tails
   * do not average out as fast, so it keeps the degrees of freedom of the least known ratio.
   */
  public static LogRatio typical(Collection<LogRatio> ratios) {
    LogRatio mean = mean(ratios);
    double degreesOfFreedom =
        ratios.stream()
            .filter(LogRatio::hasError)
            .mapToDouble(LogRatio::degreesOfFreedom)
            .min()
            .orElse(0);
    return new LogRatio(mean.value, mean.standardError, degreesOfFreedom, mean.samples);
  }

  /** The inverse ratio. */
  public LogRatio inverse() {
    return new LogRatio(-value, standardError, degreesOfFreedom, samples);
  }

  /** The ratio times e to the given power. */
  public LogRatio plus(double log) {
    return new LogRatio(value + log, standardError, degreesOfFreedom, samples);
  }

  /**
   * This estimate with the error of something else added, which is independent of its own (Welch,
   * 1947; Satterthwaite, 1946); without one if the other's cannot be known.
   */
  public LogRatio withErrorOf(LogRatio other) {
    if (!hasError() || !other.hasError()) {
      return withoutError(value, samples);
    }
    double own = standardError * standardError;
    double added = other.standardError * other.standardError;
    double all = own + added;
    double degrees =
        all == 0
            ? degreesOfFreedom + other.degreesOfFreedom
            : all * all / (own * own / degreesOfFreedom + added * added / other.degreesOfFreedom);
    return new LogRatio(value, Math.sqrt(all), degrees, samples);
  }

  /** An estimate whose error cannot be known. */
  static LogRatio withoutError(double value, int samples) {
    return new LogRatio(value, Double.NaN, 0, samples);
  }

  public boolean hasError() {
    return !Double.isNaN(standardError);
  }

  /** The ratio itself with its 95 % interval. */
  public Ratio ratio() {
    if (!hasError()) {
      return new Ratio(Math.exp(value), 0.0, Double.POSITIVE_INFINITY, Double.NaN, samples);
    }
    double reach = reach(CONFIDENCE);
    return new Ratio(
        Math.exp(value), Math.exp(value - reach), Math.exp(value + reach), pValue(0), samples);
  }

  /** Half the width of the interval with this confidence. */
  double reach(double confidence) {
    return Student.quantile(degreesOfFreedom, (1 + confidence) / 2) * standardError;
  }

  /**
   * The largest probability of an estimate this far from 0 if the truth is within a margin of 0;
   * NaN if the error cannot be known.
   *
   * @param margin as a logarithm, at least 0
   */
  double pValue(double margin) {
    if (!hasError()) {
      return Double.NaN;
    }
    double beyond = Math.abs(value) - margin;
    if (standardError == 0) {
      return beyond > 0 ? 0.0 : 1.0;
    }
    TDistribution student = Student.of(degreesOfFreedom);
    double tail = student.cumulativeProbability(-beyond / standardError);
    if (margin == 0) {
      return 2 * tail;
    }
    double toTheOtherSide = Math.abs(value) + margin;
    return tail + student.cumulativeProbability(-toTheOtherSide / standardError);
  }
}
