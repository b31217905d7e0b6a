package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FamilyTest {

  /** R: {@code p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "holm")}; here worked by hand. */
  @Test
  void stepsDown() {
    assertThat(Family.holm(new double[] {0.01, 0.04, 0.03, 0.005, 0.5}))
        .containsExactly(new double[] {0.04, 0.09, 0.09, 0.025, 0.5}, within(1e-12));
  }

  @Test
  void comparisonsThatCannotBeMadeDoNotCount() {
    assertThat(Family.holm(new double[] {Double.NaN, 0.02})).containsExactly(Double.NaN, 0.02);
  }

  @Test
  void neverAboveOne() {
    assertThat(Family.holm(new double[] {0.9, 0.8})).containsExactly(1.0, 1.0);
  }
}
