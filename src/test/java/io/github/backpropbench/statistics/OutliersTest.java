package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutliersTest {

  /** The median is 10.5 and the median distance 1; 0.6745 · 8.5 is beyond 3.5. */
  @Test
  void whatIsFarFromTheMedianIsPointedOut() {
    assertThat(Outliers.of(new double[] {9, 19, 10, 11, 12, 10})).containsExactly(1);
  }

  @Test
  void aTightGroupHasNone() {
    assertThat(Outliers.of(new double[] {10, 11, 12, 13, 14, 15})).isEmpty();
    assertThat(Outliers.of(new double[] {10, 10, 10, 10, 10})).isEmpty();
  }

  @Test
  void ofFourValuesNoneIsFar() {
    assertThat(Outliers.of(new double[] {1, 1, 1, 100})).isEmpty();
  }
}
