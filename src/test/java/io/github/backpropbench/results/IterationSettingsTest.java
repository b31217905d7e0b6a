package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IterationSettingsTest {

  @Test
  void moreWarmupLeavesTheMeasurementAsItIs() {
    IterationSettings settings =
        new IterationSettings(new Iterations(3, 100), new Iterations(4, 50));
    assertThat(settings.withWarmup(8))
        .isEqualTo(new IterationSettings(new Iterations(24, 100), new Iterations(4, 50)));
  }
}
