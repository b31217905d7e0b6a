package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IndependentRatioTest {
  private static final double[] A = {1.02, 1.10, 0.97, 1.31, 1.05, 1.01, 0.99, 1.03, 1.6, 1.04};
  private static final double[] B = {1.00, 1.02, 0.98, 1.2, 0.9, 1.01, 1.0, 0.97, 1.05, 1.03};

  /** By SciPy: {@code ttest_ind(log(a[:5]), log(b[:6]), equal_var=False)}. */
  @Test
  void ofFewForksItIsWelchs() {
    Ratio ratio = ratio(Arrays.copyOf(A, 5), Arrays.copyOf(B, 6));
    assertThat(ratio.value()).isCloseTo(1.068521194721119, within(1e-9));
    assertThat(ratio.low()).isCloseTo(0.9206706732992102, within(1e-9));
    assertThat(ratio.high()).isCloseTo(1.240115034268277, within(1e-9));
    assertThat(ratio.pValue()).isCloseTo(0.3331724456148496, within(1e-9));
  }

  /** By SciPy: {@code ttest_ind(log(a), log(b), equal_var=False, trim=0.1)}. */
  @Test
  void ofTenForksItIsYuens() {
    LogRatio ratio = IndependentRatio.of(LogSample.of(A), LogSample.of(B));
    assertThat(ratio.degreesOfFreedom()).isCloseTo(8.06391197028954, within(1e-9));
    assertThat(ratio.ratio().value()).isCloseTo(1.0572235730655533, within(1e-8));
    assertThat(ratio.ratio().low()).isCloseTo(0.95461823, within(1e-8));
    assertThat(ratio.ratio().high()).isCloseTo(1.17085726, within(1e-8));
    assertThat(ratio.ratio().pValue()).isCloseTo(0.2445578150970122, within(1e-9));
  }

  @Test
  void withOneForkOnOneSideThereIsNoInterval() {
    Ratio ratio = ratio(new double[] {2.0}, B);
    assertThat(ratio.hasInterval()).isFalse();
    assertThat(ratio.value()).isPositive();
  }

  @Test
  void forksThatAreAllAlikeAreCertain() {
    Ratio ratio = ratio(new double[] {2.0, 2.0}, new double[] {1.0, 1.0});
    assertThat(ratio.low()).isCloseTo(2.0, within(1e-12));
    assertThat(ratio.high()).isCloseTo(2.0, within(1e-12));
    assertThat(ratio.pValue()).isZero();
  }

  private static Ratio ratio(double[] numerators, double[] denominators) {
    return IndependentRatio.of(LogSample.of(numerators), LogSample.of(denominators)).ratio();
  }
}
