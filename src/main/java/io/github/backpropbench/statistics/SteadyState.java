package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * How the times of a fork developed from its first warm-up iteration on, in the terms of Barrett et
 * al. (2017) and Traini et al. (2022).
 *
 * @param course how it reached its last level
 * @param settledAt the first iteration of its last level, counted from 0 with the warm-up
 */
public record SteadyState(Course course, int settledAt) {

  /** The ways in which a fork reaches its last level. */
  public enum Course {
    /** One level from the first iteration on. */
    FLAT,
    /** Slower at first. */
    WARMING_UP,
    /** Faster at first. */
    SLOWING_DOWN,
    /** The last level begins in the second half of the measured iterations: it may not be one. */
    NEVER_STEADY
  }

  /**
   * How far a warm-up iteration may be from the steady level: 5 %. It is longer than a measured
   * one, so it contains more disturbances, and the two cannot be ranked together.
   */
  private static final double TOLERANCE = Math.log(1.05);

  private static final int UPPER_QUARTILE = 75;

  /**
   * @param warmup logarithms of the times of the warm-up iterations; NaN where one has none; empty
   *     if they are not known
   * @param measured those of the measured iterations, at least one
   */
  public static SteadyState of(double[] warmup, double[] measured) {
    int change = ChangePoint.of(measured);
    if (change > measured.length / 2) {
      return new SteadyState(Course.NEVER_STEADY, warmup.length + change);
    }
    if (change > 0) {
      double[] before = Arrays.copyOf(measured, change);
      double[] after = Arrays.copyOfRange(measured, change, measured.length);
      boolean isFaster = RobustMinimum.of(after) < RobustMinimum.of(before);
      return new SteadyState(
          isFaster ? Course.WARMING_UP : Course.SLOWING_DOWN, warmup.length + change);
    }
    double slow = new Percentile().evaluate(measured, UPPER_QUARTILE) + TOLERANCE;
    double fast = RobustMinimum.of(measured) - TOLERANCE;
    int slowUntil = beginning(warmup, time -> time > slow);
    int fastUntil = beginning(warmup, time -> time < fast);
    if (slowUntil == 0 && fastUntil == 0) {
      return new SteadyState(Course.FLAT, 0);
    }
    return fastUntil > slowUntil
        ? new SteadyState(Course.SLOWING_DOWN, fastUntil)
        : new SteadyState(Course.WARMING_UP, slowUntil);
  }

  /**
   * The length of a beginning whose times are all of a kind, with as few exceptions in it and after
   * it as possible: one disturbed iteration later on does not count.
   */
  private static int beginning(double[] times, DoublePredicate isOfKind) {
    int length = 0;
    int balance = 0;
    int best = 0;
    for (int i = 0; i < times.length; i++) {
      balance += isOfKind.test(times[i]) ? 1 : -1;
      if (balance > best) {
        best = balance;
        length = i + 1;
      }
    }
    return length;
  }
}
