package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedRatioTest {

  /** By SciPy: {@code ttest_1samp(log(a / b), 0)} and its {@code confidence_interval()}. */
  @Test
  void agreesWithSciPy() {
    Ratio ratio =
        PairedRatio.of(
                new double[] {1.02, 1.10, 0.97, 1.31, 1.05}, new double[] {1.0, 1.0, 1.0, 1.2, 0.9})
            .ratio();
    assertThat(ratio.value()).isCloseTo(1.0674813252, within(1e-9));
    assertThat(ratio.low()).isCloseTo(0.9766102718, within(1e-9));
    assertThat(ratio.high()).isCloseTo(1.1668076944, within(1e-9));
    assertThat(ratio.pValue()).isCloseTo(0.1112141696, within(1e-9));
    assertThat(ratio.pairs()).isEqualTo(5);
  }

  /**
   * By SciPy: Yuen's t of the differences, {@code ttest_ind(d, zeros, equal_var=False, trim=0.1)}.
   */
  @Test
  void oneOfTenIsTrimmedAtEachEnd() {
    Ratio ratio =
        PairedRatio.of(
                new double[] {1.02, 1.10, 0.97, 1.31, 1.05, 1.01, 0.99, 1.03, 1.6, 1.04},
                new double[] {1.00, 1.02, 0.98, 1.2, 0.9, 1.01, 1.0, 0.97, 1.05, 1.03})
            .ratio();
    assertThat(ratio.value()).isCloseTo(1.0508501498650005, within(1e-9));
    assertThat(ratio.low()).isCloseTo(0.9897389, within(1e-7));
    assertThat(ratio.high()).isCloseTo(1.1157347, within(1e-7));
    assertThat(ratio.pValue()).isCloseTo(0.09114745140788783, within(1e-9));
  }

  @Test
  void theInverseHasTheInverseInterval() {
    double[] a = {3.0, 3.3, 2.9};
    double[] b = {2.0, 2.1, 2.05};
    Ratio ratio = PairedRatio.of(a, b).ratio();
    Ratio inverse = PairedRatio.of(b, a).ratio();
    assertThat(inverse.value()).isCloseTo(1 / ratio.value(), within(1e-12));
    assertThat(inverse.low()).isCloseTo(1 / ratio.high(), within(1e-12));
    assertThat(inverse.pValue()).isCloseTo(ratio.pValue(), within(1e-12));
  }

  @Test
  void onePairHasNoInterval() {
    Ratio ratio = PairedRatio.of(new double[] {3.0}, new double[] {2.0}).ratio();
    assertThat(ratio.value()).isCloseTo(1.5, within(1e-12));
    assertThat(ratio.hasInterval()).isFalse();
    assertThat(ratio.low()).isZero();
    assertThat(ratio.high()).isInfinite();
    assertThat(PairedRatio.of(new double[0], new double[0]).ratio().value()).isNaN();
  }

  @Test
  void pairsNeedEqualLengths() {
    assertThatThrownBy(() -> PairedRatio.of(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 3");
  }
}
