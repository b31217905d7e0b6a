package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnvironmentProbeTest {
  @Test
  void describesThisMachineAndJvm() {
    BackendDescription backend = new BackendDescription("a", "b", "c", "", new TreeMap<>());

    Environment environment = EnvironmentProbe.probe(List.of(backend));

    assertThat(Duration.between(Instant.parse(environment.timestamp()), Instant.now()))
        .isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(1));
    assertThat(environment.host()).isNotBlank();
    assertThat(environment.os()).isNotBlank();
    assertThat(environment.machine().cpu()).isNotBlank();
    assertThat(environment.machine().logicalCores())
        .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(environment.machine().memoryBytes())
        .isGreaterThan(Runtime.getRuntime().totalMemory());
    assertThat(environment.jvm().version()).isEqualTo(System.getProperty("java.version"));
    assertThat(environment.backends()).containsExactly(backend);
  }
}
