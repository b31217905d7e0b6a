package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePointTest {
  private static final int SERIES = 4000;
  private static final double ONE_LEVEL = 0;

  private final Random random = new Random(7);

  /**
   * Scatter in one direction, of a few per cent up to a fifth, and one iteration in ten twice as
   * long.
   */
  @ParameterizedTest
  @CsvSource({"10, 0.1", "30, 0.02", "30, 0.2", "50, 0.05", "80, 0.1", "1000, 0.1"})
  void oneSidedNoiseOnOneLevelIsAFalseAlarmOnceInAHundred(int length, double scatter) {
    assertThat(share(() -> noisy(length, scatter, i -> ONE_LEVEL)))
        .isLessThanOrEqualTo(ChangePoint.FALSE_ALARMS + 0.004);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 12})
  void severalSeriesTogetherAreAFalseAlarmOnceInAHundred(int forks) {
    int alarms = 0;
    for (int i = 0; i < SERIES / 4; i++) {
      alarms += ChangePoint.isCommon(several(forks, () -> noisy(30, 0.1, k -> ONE_LEVEL))) ? 1 : 0;
    }
    assertThat(alarms / (SERIES / 4.0)).isLessThanOrEqualTo(ChangePoint.FALSE_ALARMS + 0.01);
  }

  /** Another program on the core's second thread: a quarter of the time, for 30 to 150 ms. */
  @Test
  void disturbancesOfManyIterationsAreRarelyTakenForAShift() {
    assertThat(share(() -> disturbed(50))).isLessThan(0.08);
  }

  @ParameterizedTest
  @CsvSource({"30, 0.05", "30, -0.05", "50, 0.2", "50, -0.1", "80, 0.03"})
  void aStepInTheMiddleIsFound(int length, double step) {
    double scatter = Math.abs(step) / 2;
    Supplier<double[]> series = () -> noisy(length, scatter, i -> i < length / 2 ? 0 : step);
    assertThat(share(series)).isGreaterThan(length < 50 ? 0.8 : 0.9);
    assertThat(ChangePoint.of(series.get())).isCloseTo(length / 2, within(length / 12 + 1));
  }

  @Test
  void aSlowDriftIsFound() {
    assertThat(share(() -> noisy(50, 0.02, i -> 0.1 * i / 50))).isGreaterThan(0.9);
    assertThat(share(() -> noisy(50, 0.05, i -> -0.2 * i / 50))).isGreaterThan(0.9);
  }

  @Test
  void severalSeriesShowWhatOneCannot() {
    IntToDoubleFunction slowAtFirst = i -> i < 8 ? 0.1 : 0;
    assertThat(share(() -> noisy(50, 0.05, slowAtFirst))).isLessThan(0.1);
    int found = 0;
    for (int i = 0; i < 200; i++) {
      found += ChangePoint.isCommon(several(4, () -> noisy(50, 0.05, slowAtFirst))) ? 1 : 0;
    }
    assertThat(found / 200.0).isGreaterThan(0.9);
  }

  @Test
  void aFewLongIterationsOfSeveralForksAreTestedTogether() {
    List<double[]> falling = several(5, () -> noisy(4, 0.005, i -> -0.03 * i));
    assertThat(ChangePoint.isCommon(falling)).isTrue();
    assertThat(ChangePoint.isCommon(falling.subList(0, 1))).isFalse();
    falling.set(2, new double[] {1, 2});
    assertThat(ChangePoint.isCommon(falling)).isFalse();
  }

  @Test
  void aShiftTooSmallToMatterIsNone() {
    double[] times = new double[50];
    Arrays.fill(times, 25, 50, 0.015);
    assertThat(ChangePoint.of(times)).isZero();
    Arrays.fill(times, 25, 50, 0.025);
    assertThat(ChangePoint.of(times)).isEqualTo(25);
  }

  @Test
  void whatIsTooShortOrNoTimeHasNone() {
    assertThat(ChangePoint.of(new double[0])).isZero();
    assertThat(ChangePoint.of(new double[] {1, 2})).isZero();
    assertThat(ChangePoint.isCommon(List.of())).isFalse();
    double[] times = new double[50];
    Arrays.fill(times, 25, 50, Double.NaN);
    assertThat(ChangePoint.of(times)).isZero();
    Arrays.fill(times, 25, 50, Double.NEGATIVE_INFINITY);
    assertThat(ChangePoint.of(times)).isZero();
  }

  private static double share(Supplier<double[]> series) {
    int shown = 0;
    for (int i = 0; i < SERIES; i++) {
      shown += ChangePoint.of(series.get()) > 0 ? 1 : 0;
    }
    return shown / (double) SERIES;
  }

  private static List<double[]> several(int count, Supplier<double[]> series) {
    List<double[]> several = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      several.add(series.get());
    }
    return several;
  }

  private double[] noisy(int length, double scatter, IntToDoubleFunction level) {
    double[] times = new double[length];
    for (int i = 0; i < length; i++) {
      double disturbance = random.nextInt(10) == 0 ? Math.log(2) : 0;
      times[i] =
          level.applyAsDouble(i) + scatter * -Math.log(1 - random.nextDouble()) + disturbance;
    }
    return times;
  }

  private double[] disturbed(int length) {
    double[] times = noisy(length, 0.01, i -> ONE_LEVEL);
    int at = random.nextInt(60) - 10;
    while (at < length) {
      int until = at + 3 + random.nextInt(13);
      for (int i = Math.max(0, at); i < Math.min(length, until); i++) {
        times[i] += Math.log(1.45);
      }
      at = until + random.nextInt(54);
    }
    return times;
  }
}
