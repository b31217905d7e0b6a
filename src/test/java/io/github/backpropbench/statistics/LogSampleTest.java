package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogSampleTest {

  @Test
  void oneSlowForkInTenDoesNotCount() {
    double[] forks = {1.00, 1.02, 0.98, 1.01, 0.99, 1.00, 1.03, 0.97, 1.01, 1.02};
    LogSample quiet = LogSample.of(forks);
    double[] withSpell = forks.clone();
    withSpell[6] = 40;
    LogSample sample = LogSample.of(withSpell);
    assertThat(sample.mean()).isEqualTo(quiet.mean());
    assertThat(sample.variance()).isEqualTo(quiet.variance());
    assertThat(sample.degreesOfFreedom()).isEqualTo(7);
    assertThat(sample.count()).isEqualTo(10);
  }

  @Test
  void fewForksAreTheirOrdinaryMean() {
    LogSample sample = LogSample.of(1.0, Math.E, Math.E * Math.E);
    assertThat(sample.mean()).isCloseTo(1.0, within(1e-12));
    assertThat(sample.variance()).isCloseTo(1.0, within(1e-12));
    assertThat(sample.degreesOfFreedom()).isEqualTo(2);
  }

  @Test
  void oneForkHasNoErrorAndNoneHasNoMean() {
    assertThat(LogSample.of(2.0).hasError()).isFalse();
    assertThat(LogSample.of(2.0).mean()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(LogSample.of().mean()).isNaN();
    assertThat(LogSample.of().hasError()).isFalse();
  }
}
