package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Many comparisons are many chances to be wrong. Holm's step-down procedure (Holm, 1979) keeps the
 * chance of even one false alarm among all of them below the level, whatever the comparisons have
 * in common.
 */
final class Holm {
  private Holm() {}

  /**
   * P-values that may be held against the level as if each were the only one.
   *
   * @param pValues one a comparison; NaN for one that cannot be made, which stays NaN and does not
   *     count
   */
  static double[] adjust(double[] pValues) {
    List<Integer> byPValue =
        IntStream.range(0, pValues.length)
            .filter(i -> !Double.isNaN(pValues[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList();
    double[] adjusted = new double[pValues.length];
    Arrays.fill(adjusted, Double.NaN);
    double largest = 0;
    int left = byPValue.size();
    for (int i : byPValue) {
      largest = Math.max(largest, Math.min(1, pValues[i] * left--));
      adjusted[i] = largest;
    }
    return adjusted;
  }
}
