package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
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

  /** Half of the forks ran beside something else: the other half tells how fast the cell is. */
  @Test
  void slowForksDoNotCountAmongTimes() {
    double[] quiet = {1.00, 1.02, 0.98, 1.01, 0.99, 1.005, 1.015};
    double[] forks = new double[20];
    Arrays.setAll(forks, i -> i < 10 ? quiet[i % quiet.length] : 1.3);
    double[] fast = Arrays.copyOf(forks, 10);
    LogSample sample = LogSample.of(Trimming.slowerHalf(20, 20), forks);
    assertThat(sample.mean()).isCloseTo(LogSample.of(Trimming.NONE, fast).mean(), within(1e-12));
    assertThat(sample.degreesOfFreedom()).isEqualTo(9);
    assertThat(sample.count()).isEqualTo(20);
  }

  @Test
  void throughputIsTheInverseOfTime() {
    double[] times = new Random(1).doubles(20, 1, 2).toArray();
    double[] throughputs = Arrays.stream(times).map(time -> 1 / time).toArray();
    LogSample ofTimes = LogSample.of(Trimming.slowerHalf(20, 20), times);
    LogSample ofThroughputs = LogSample.of(Trimming.slowerHalf(20, 20).inverse(), throughputs);
    assertThat(ofThroughputs.mean()).isCloseTo(-ofTimes.mean(), within(1e-12));
    assertThat(ofThroughputs.variance()).isCloseTo(ofTimes.variance(), within(1e-12));
  }

  /** Forty forks against five: halves of the one side only would be compared with the whole. */
  @Test
  void bothSidesAreTrimmedAlike() {
    assertThat(Trimming.slowerHalf(14, 14)).isEqualTo(new Trimming(0, 7));
    assertThat(Trimming.slowerHalf(40, 14)).isEqualTo(new Trimming(0, 20));
    assertThat(Trimming.slowerHalf(40, 13)).isEqualTo(Trimming.NONE);
    assertThat(Trimming.slowerHalf(5, 40)).isEqualTo(Trimming.NONE);
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
