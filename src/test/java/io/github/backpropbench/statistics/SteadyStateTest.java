package io.github.backpropbench.statistics;

import static io.github.backpropbench.statistics.SteadyState.Course.FLAT;
import static io.github.backpropbench.statistics.SteadyState.Course.NEVER_STEADY;
import static io.github.backpropbench.statistics.SteadyState.Course.SLOWING_DOWN;
import static io.github.backpropbench.statistics.SteadyState.Course.WARMING_UP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
  private static final double[] NO_WARMUP = {};

  private final Random random = new Random(3);

  @Test
  void oneLevelFromTheStartIsFlat() {
    assertThat(SteadyState.of(logs(1.02, 1.0, 1.03, 1.01), measured(50, 50, 1)))
        .isEqualTo(new SteadyState(FLAT, 0));
    assertThat(SteadyState.of(NO_WARMUP, measured(30, 30, 1))).isEqualTo(new SteadyState(FLAT, 0));
  }

  /** As a fork of a vector backend did. */
  @Test
  void aCompilerThatIsStillAtWorkIsWarmUp() {
    double[] warmup = logs(99.5, 4.9, 2.1, 2.0, 1.05, 1.02, 1.0, 1.0, 1.01);
    assertThat(SteadyState.of(warmup, measured(50, 50, 1)))
        .isEqualTo(new SteadyState(WARMING_UP, 4));
  }

  @Test
  void oneDisturbedIterationDoesNotMakeTheWarmUpLonger() {
    double[] warmup = logs(7, 1.0, 1.01, 1.0, 1.9, 1.0);
    assertThat(SteadyState.of(warmup, measured(50, 50, 1)).settledAt()).isEqualTo(1);
    assertThat(SteadyState.of(logs(1, 1, 1, 2, 1, 1), measured(50, 50, 1)).course())
        .isEqualTo(FLAT);
  }

  @Test
  void whatWasFasterAtFirstSlowsDown() {
    assertThat(SteadyState.of(logs(0.8, 0.8, 0.8, 1.0), measured(50, 50, 1)))
        .isEqualTo(new SteadyState(SLOWING_DOWN, 3));
  }

  /** Slower still in the first iteration, then faster than ever again. */
  @Test
  void theLastChangeDecides() {
    assertThat(SteadyState.of(logs(5, 0.8, 0.8, 0.8, 1.0), measured(50, 50, 1)).course())
        .isEqualTo(SLOWING_DOWN);
  }

  @Test
  void aChangeWhileItIsMeasuredIsNotSteady() {
    assertThat(SteadyState.of(logs(9, 3, 1.2, 1.2), measured(50, 25, 1.2)))
        .isEqualTo(new SteadyState(WARMING_UP, 4 + 25));
    assertThat(SteadyState.of(NO_WARMUP, measured(48, 24, 1 / 1.2)))
        .isEqualTo(new SteadyState(SLOWING_DOWN, 24));
    assertThat(SteadyState.of(logs(1), measured(48, 28, 1.2)))
        .isEqualTo(new SteadyState(NEVER_STEADY, 1 + 28));
  }

  @Test
  void anIterationWithoutATimeIsNoWarmUp() {
    assertThat(SteadyState.of(logs(Double.NaN, -1, 1), measured(30, 30, 1)).course())
        .isEqualTo(FLAT);
    assertThat(SteadyState.of(logs(1), logs(1))).isEqualTo(new SteadyState(FLAT, 0));
  }

  /** Nearly equal times, of which the first ones are multiplied. */
  private double[] measured(int count, int change, double before) {
    double[] times = random.doubles(count).map(u -> 0.02 * u).toArray();
    for (int i = 0; i < change && change < count; i++) {
      times[i] += Math.log(before);
    }
    return times;
  }

  private static double[] logs(double... times) {
    return DoubleStream.of(times).map(Math::log).toArray();
  }
}
