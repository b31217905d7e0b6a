package io.github.backpropbench.statistics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/** Student's t distribution. */
final class Student {
  /** How many quantiles are cached: reports ask for the same few again and again. */
  private static final int MOST_CACHED = 1000;

  private static final Map<Quantile, Double> QUANTILES = new ConcurrentHashMap<>();

  private Student() {}

  /** The value that is not exceeded with a given probability. */
  static double quantile(double degreesOfFreedom, double probability) {
    Quantile key = new Quantile(degreesOfFreedom, probability);
    Double known = QUANTILES.get(key);
    if (known != null) {
      return known;
    }
    double quantile = of(degreesOfFreedom).inverseCumulativeProbability(probability);
    if (QUANTILES.size() < MOST_CACHED) {
      QUANTILES.put(key, quantile);
    }
    return quantile;
  }

  /** The distribution, without a random number generator, which is slow to create. */
  static TDistribution of(double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom);
  }

  private record Quantile(double degreesOfFreedom, double probability) {}
}
