package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.statistics.SteadyState.Course;
import java.util.Collections;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ForkWarmupTest {
  /** Three warm-up iterations of 200 ms: at half speed, twice, nothing but waiting is lost. */
  @Test
  void halfTheTimeAtHalfTheSpeedIsLost() {
    ForkWarmup warmup = ForkWarmup.of(fork(100, 200, 200, 101));
    assertThat(warmup.state().course()).isEqualTo(Course.WARMING_UP);
    assertThat(warmup.milliseconds()).isEqualTo(400);
    assertThat(warmup.lostMilliseconds()).isCloseTo(200, within(1.0));
  }

  @Test
  void anIterationLastsAtLeastOneCall() {
    assertThat(ForkWarmup.of(fork(1e6, 5e9, 1e6, 1e6)).milliseconds()).isEqualTo(5000);
  }

  @Test
  void aFlatForkLosesNothing() {
    ForkWarmup warmup = ForkWarmup.of(fork(100, 101, 100, 99));
    assertThat(warmup.state().course()).isEqualTo(Course.FLAT);
    assertThat(warmup.milliseconds()).isZero();
    assertThat(warmup.lostMilliseconds()).isZero();
  }

  @Test
  void whatWasFasterAtFirstLosesNothing() {
    ForkWarmup warmup = ForkWarmup.of(fork(100, 50, 50, 100));
    assertThat(warmup.state().course()).isEqualTo(Course.SLOWING_DOWN);
    assertThat(warmup.lostMilliseconds()).isZero();
  }

  @Test
  void anUnknownOrUnusableWarmUpTakesNoTime() {
    assertThat(ForkWarmup.of(fork(100)).milliseconds()).isZero();
    ForkWarmup warmup = ForkWarmup.of(fork(100, 300, Double.NaN, 300, 300));
    assertThat(warmup.milliseconds()).isEqualTo(800);
    assertThat(warmup.lostMilliseconds()).isCloseTo(400, within(1.0));
  }

  private static Measurement fork(double steady, double... warmup) {
    Double[] measured = Collections.nCopies(20, steady).toArray(Double[]::new);
    return SampleRun.measurement(1, SampleRun.trainingStep("ejml", 1), measured)
        .withWarmup(DoubleStream.of(warmup).boxed().toList());
  }
}
