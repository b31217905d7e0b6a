package io.github.backpropbench.report.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The positions of positive values on a logarithmic axis.
 *
 * @param low the value at the start
 * @param high the value at the end
 * @param start in units of the picture
 * @param end in units of the picture; less than the start on an axis that goes up
 */
record LogAxis(double low, double high, double start, double end) {
  private static final int MOST_TICKS = 8;
  private static final int LEAST_TICKS = 3;

  /** Between the labels of a horizontal axis. */
  private static final double LEAST_DISTANCE = 26;

  /** How far the axis reaches beyond the outermost values, as a factor. */
  private static final double MARGIN = 1.35;

  /** An axis with room for all these values. */
  static LogAxis around(Collection<Double> values, double start, double end) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    return new LogAxis(low / MARGIN, high * MARGIN, start, end);
  }

  double position(double value) {
    return start + (end - start) * Math.log(value / low) / Math.log(high / low);
  }

  /** Powers of ten on the axis; where those are too few, finer and finer multiples of them. */
  List<Double> decades() {
    List<Double> powers = multiples(1, 1, 1);
    if (powers.size() >= LEAST_TICKS) {
      int step = 1 + (powers.size() - 1) / MOST_TICKS;
      return IntStream.range(0, powers.size())
          .filter(i -> i % step == 0)
          .mapToObj(powers::get)
          .toList();
    }
    return Stream.<Supplier<List<Double>>>of(
            () -> multiples(1, 9, 1).stream().filter(LogAxis::isOneTwoOrFive).toList(),
            () -> multiples(1, 9, 1),
            () -> multiples(2, 19, 0.5),
            () -> multiples(5, 49, 0.2))
        .map(Supplier::get)
        .filter(ticks -> ticks.size() >= LEAST_TICKS)
        .findFirst()
        .orElseGet(() -> multiples(10, 99, 0.1));
  }

  /** The values themselves if they are far enough apart, otherwise powers of ten. */
  List<Double> ticks(Collection<Double> values) {
    NavigableSet<Double> sorted = new TreeSet<>(values);
    List<Double> ticks = new ArrayList<>();
    for (double value : sorted) {
      boolean apart =
          ticks.isEmpty()
              || position(value) - position(ticks.get(ticks.size() - 1)) >= LEAST_DISTANCE;
      if (apart) {
        ticks.add(value);
      }
    }
    return ticks.size() == sorted.size() ? ticks : decades();
  }

  private static boolean isOneTwoOrFive(double value) {
    String digits = BigDecimal.valueOf(value).stripTrailingZeros().unscaledValue().toString();
    return digits.equals("1") || digits.equals("2") || digits.equals("5");
  }

  /**
   * Multiples of the powers of ten that lie on the axis.
   *
   * @param least the smallest factor
   * @param most the largest factor
   * @param unit of the factors
   */
  private List<Double> multiples(int least, int most, double unit) {
    List<Double> values = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    for (int power = first; power <= last; power++) {
      for (int factor = least; factor <= most; factor++) {
        BigDecimal value =
            BigDecimal.valueOf(unit).multiply(BigDecimal.valueOf(factor)).scaleByPowerOfTen(power);
        if (value.doubleValue() >= low && value.doubleValue() <= high) {
          values.add(value.doubleValue());
        }
      }
    }
    return values;
  }
}
