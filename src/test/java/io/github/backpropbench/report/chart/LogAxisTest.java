package io.github.backpropbench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogAxisTest {
  @Test
  void equalFactorsAreEqualDistances() {
    LogAxis axis = new LogAxis(1, 10_000, 0, 400);
    assertThat(axis.position(1)).isZero();
    assertThat(axis.position(100)).isCloseTo(200, within(1e-9));
    assertThat(new LogAxis(1, 100, 300, 100).position(10)).isCloseTo(200, within(1e-9));
  }

  @Test
  void theOutermostValuesAreInsideTheAxis() {
    LogAxis axis = LogAxis.around(List.of(5.0, 700.0), 0, 100);
    assertThat(axis.position(5)).isBetween(1.0, 10.0);
    assertThat(axis.position(700)).isBetween(90.0, 99.0);
    assertThat(LogAxis.around(List.of(64.0), 0, 100).position(64)).isCloseTo(50, within(1e-9));
  }

  @Test
  void ticksArePowersOfTen() {
    assertThat(new LogAxis(0.5, 2e4, 0, 100).decades())
        .containsExactly(1.0, 10.0, 100.0, 1000.0, 10_000.0);
    assertThat(new LogAxis(3, 300, 0, 100).decades())
        .containsExactly(5.0, 10.0, 20.0, 50.0, 100.0, 200.0);
    assertThat(new LogAxis(2100, 6000, 0, 100).decades())
        .containsExactly(3000.0, 4000.0, 5000.0, 6000.0);
    assertThat(new LogAxis(23e6, 41e6, 0, 100).decades()).containsExactly(25e6, 30e6, 35e6, 40e6);
    assertThat(new LogAxis(1.15, 1.75, 0, 100).decades()).containsExactly(1.2, 1.4, 1.6);
    assertThat(new LogAxis(1.05, 1.42, 0, 100).decades()).containsExactly(1.1, 1.2, 1.3, 1.4);
    assertThat(new LogAxis(1e-12, 1e12, 0, 100).decades()).hasSizeBetween(4, 9);
  }

  @Test
  void fewValuesAreTheTicks() {
    LogAxis axis = new LogAxis(1, 5000, 0, 400);
    assertThat(axis.ticks(List.of(64.0, 1.0, 4096.0, 64.0))).containsExactly(1.0, 64.0, 4096.0);
    assertThat(axis.ticks(List.of(1.0, 1.1, 1.2, 4096.0))).isEqualTo(axis.decades());
  }
}
