package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IterationSettingsTest {

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
  void singleShotsStayAsTheyAre() {
    IterationSettings shots = new IterationSettings(new Iterations(3, 0), new Iterations(4, 0));
    assertThat(shots.withWarmupOf(Duration.ofSeconds(2))).isEqualTo(shots);
  }
}
