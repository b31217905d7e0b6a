package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IterationSettingsTest {
  private static final int LEAST = 10;

  private static final IterationSettings SETTINGS =
      new IterationSettings(new Iterations(3, 100), new Iterations(4, 50));

  @Test
  void warmupLastsAtLeastSoLongInWholeIterations() {
    assertThat(SETTINGS.withWarmupOf(Duration.ofMillis(2401)))
        .isEqualTo(new IterationSettings(new Iterations(25, 100), new Iterations(4, 50)));
  }

  @Test
  void warmupThatIsLongEnoughStays() {
    assertThat(SETTINGS.withWarmupOf(Duration.ofMillis(300))).isEqualTo(SETTINGS);
    assertThat(SETTINGS.withWarmupOf(Duration.ZERO)).isEqualTo(SETTINGS);
  }

  @Test
  void iterationsHoldMoreThanACallAndLastAsLong() {
    assertThat(measured(Duration.ofNanos(300_000))).isEqualTo(new Iterations(50, 10));
    assertThat(measured(Duration.ofNanos(500_000))).isEqualTo(new Iterations(31, 16));
    assertThat(measured(Duration.ofMillis(1))).isEqualTo(new Iterations(15, 32));
  }

  @Test
  void tenIterationsAreLeft() {
    assertThat(measured(Duration.ofMillis(2))).isEqualTo(new Iterations(10, 50));
    assertThat(measured(Duration.ofSeconds(1))).isEqualTo(new Iterations(10, 50));
    assertThat(SETTINGS.forCallsLasting(Duration.ofSeconds(1), LEAST)).isEqualTo(SETTINGS);
  }

  private static Iterations measured(Duration call) {
    Iterations warmup = new Iterations(3, 100);
    IterationSettings fitted =
        new IterationSettings(warmup, new Iterations(50, 10)).forCallsLasting(call, LEAST);
    assertThat(fitted.warmup()).isEqualTo(warmup);
    return fitted.measurement();
  }

  @Test
  void singleShotsStayAsTheyAre() {
    IterationSettings shots = new IterationSettings(new Iterations(3, 0), new Iterations(4, 0));
    assertThat(shots.withWarmupOf(Duration.ofSeconds(2))).isEqualTo(shots);
    IterationSettings many = new IterationSettings(new Iterations(3, 0), new Iterations(40, 0));
    assertThat(many.forCallsLasting(Duration.ofSeconds(2), LEAST)).isEqualTo(many);
  }
}
