package io.github.backpropbench.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.statistics.Ratio;
import org.junit.jupiter.api.Test;

class RatiosTest {
  @Test
  void aRatioIsFollowedByItsInterval() {
    assertThat(Ratios.withInterval(new Ratio(1.124, 1.101, 1.139, 0.001, 5)))
        .isEqualTo("1.12 (1.10–1.14)");
  }

  @Test
  void oneRoundGivesNoInterval() {
    assertThat(Ratios.withInterval(new Ratio(1.124, 0.0, Double.POSITIVE_INFINITY, Double.NaN, 1)))
        .isEqualTo("1.12 (no interval)");
  }

  @Test
  void costsArePercentagesOrFactors() {
    assertThat(Ratios.change(1.12)).isEqualTo("+12 %");
    assertThat(Ratios.change(0.97)).isEqualTo("-3.0 %");
    assertThat(Ratios.change(1.0)).isEqualTo("+0.0 %");
    assertThat(Ratios.change(3.4)).isEqualTo("×3.40");
  }
}
