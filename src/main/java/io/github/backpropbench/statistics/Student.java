package io.github.backpropbench.statistics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/** Student's t. */
final class Student {
  /** So many quantiles are remembered: reports ask for a few of them again and again. */
  private static final int MOST_REMEMBERED = 1000;

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
    if (QUANTILES.size() < MOST_REMEMBERED) {
      QUANTILES.put(key, quantile);
    }
    return quantile;
  }

  /** The distribution; without a generator of random numbers, which takes long to make. */
  static TDistribution of(double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom);
  }

  private record Quantile(double degreesOfFreedom, double probability) {}
}
