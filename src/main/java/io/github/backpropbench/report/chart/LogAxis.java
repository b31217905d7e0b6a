package io.github.backpropbench.report.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Where positive values stand on a logarithmic axis.
 *
 * @param low the value at the start
 * @param high the value at the end
 * @param start in units of the picture
 * @param end in units of the picture; before the start on an axis that goes up
 */
record LogAxis(double low, double high, double start, double end) {
  private static final int MOST_TICKS = 8;

  /** Between the labels of an axis to the right. */
  private static final double LEAST_DISTANCE = 26;

  /** Beyond the outermost values. */
  private static final double MARGIN = 1.35;

  /** An axis with room for all of some values. */
  static LogAxis around(Collection<Double> values, double start, double end) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    return new LogAxis(low / MARGIN, high * MARGIN, start, end);
  }

  double position(double value) {
    return start + (end - start) * Math.log(value / low) / Math.log(high / low);
  }

  /** The powers of ten on the axis, and their doubles and halves if there are few. */
  List<Double> decades() {
    List<Double> powers = multiples(1);
    if (powers.size() > 2) {
      int step = 1 + (powers.size() - 1) / MOST_TICKS;
      List<Double> fewer = new ArrayList<>();
      for (int i = 0; i < powers.size(); i += step) {
        fewer.add(powers.get(i));
      }
      return fewer;
    }
    return multiples(1, 2, 5);
  }

  /** The values themselves, if they are few and apart; else powers of ten. */
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

  private List<Double> multiples(int... factors) {
    List<Double> values = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    for (int power = first; power <= last; power++) {
      for (int factor : factors) {
        double value = Double.parseDouble(factor + "e" + power);
        if (value >= low && value <= high) {
          values.add(value);
        }
      }
    }
    return values;
  }
}
