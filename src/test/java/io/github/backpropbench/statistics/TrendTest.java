package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendTest {

  /** Kendall's S is 22 here; SciPy: {@code 2 * norm.sf((22 - 1) / sqrt(8 * 7 * 21 / 18))}. */
  @Test
  void oneSeriesIsTestedByMannAndKendall() {
    double pValue = Trend.pValue(new double[] {1.0, 1.2, 1.1, 1.3, 1.5, 1.4, 1.8, 1.7});
    assertThat(pValue).isCloseTo(0.009374768459434876, within(1e-9));
  }

  /** All orders of so many values are equally likely without a trend. */
  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 8})
  void atMostOneInAHundredOrdersIsAFalseAlarm(int length) {
    List<double[]> orders = new ArrayList<>();
    addOrders(new double[length], 0, orders);
    long alarms = orders.stream().filter(o -> Trend.pValue(o) < Trend.FALSE_ALARMS).count();
    assertThat(alarms / (double) orders.size()).isLessThanOrEqualTo(Trend.FALSE_ALARMS);
    assertThat(alarms > 0).isEqualTo(length > 5);
  }

  @Test
  void whatIsTooShortHasNoTrend() {
    assertThat(Trend.pValue(new double[0])).isEqualTo(1.0);
    assertThat(Trend.pValue(new double[] {1})).isEqualTo(1.0);
  }

  private static void addOrders(double[] order, int length, List<double[]> orders) {
    if (length == order.length) {
      orders.add(order.clone());
      return;
    }
    for (int value = 1; value <= order.length; value++) {
      int next = value;
      if (Arrays.stream(order, 0, length).noneMatch(used -> used == next)) {
        order[length] = value;
        addOrders(order, length + 1, orders);
      }
    }
  }
}
