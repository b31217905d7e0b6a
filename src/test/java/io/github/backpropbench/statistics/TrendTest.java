package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

  /** By SciPy: twice the one-sided p-value of {@code page_trend_test(…, method='asymptotic')}. */
  @Test
  void severalSeriesAreTestedByPage() {
    List<double[]> forks =
        List.of(
            new double[] {4, 3, 2, 1},
            new double[] {4, 2, 3, 1},
            new double[] {3, 4, 2, 1},
            new double[] {4, 3, 1, 2},
            new double[] {4, 3, 2, 1.5});
    assertThat(Trend.commonPValue(forks)).isCloseTo(0.0006538687256103505, within(1e-9));
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
  void commonTrendsAreFalseAlarmsOnceInAHundred() {
    Random random = new Random(1);
    int families = 20_000;
    int alarms = 0;
    for (int i = 0; i < families; i++) {
      List<double[]> forks = new ArrayList<>();
      for (int fork = 0; fork < 5; fork++) {
        forks.add(random.doubles(4).toArray());
      }
      alarms += Trend.commonPValue(forks) < Trend.FALSE_ALARMS ? 1 : 0;
    }
    assertThat(alarms / (double) families).isLessThanOrEqualTo(Trend.FALSE_ALARMS + 0.002);
  }

  @Test
  void whatIsTooShortHasNoTrend() {
    assertThat(Trend.pValue(new double[0])).isEqualTo(1.0);
    assertThat(Trend.pValue(new double[] {1})).isEqualTo(1.0);
    assertThat(Trend.commonPValue(List.of())).isEqualTo(1.0);
    assertThat(Trend.commonPValue(List.of(new double[] {1, 2}))).isEqualTo(1.0);
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
