package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.Preflight.Surroundings;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.Machine;
import io.github.backpropbench.results.Machine.ContainerLimits;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {
  private static final Surroundings GOOD = new Surroundings(2, "performance", false);
  private static final Environment SAMPLE = SampleRun.environment();

  @Test
  void aQuietMachineGivesNoWarning() {
    assertThat(Preflight.warnings(machine(0.25, 2.0), GOOD)).isEmpty();
    assertThat(Preflight.warnings(machine(null, null), new Surroundings(64, "", false))).isEmpty();
  }

  @Test
  void warnsOfABusyMachineByItsLoad() {
    assertThat(Preflight.warnings(machine(4.1, null), GOOD))
        .containsExactly(
            "The machine is busy (load average 4.10 on 16 cores); end other programs.");
  }

  @Test
  void warnsOfATightQuotaOnceAndNotOfTooFewCoresToo() {
    assertThat(Preflight.warnings(machine(0.0, 0.5), new Surroundings(1, "", false)))
        .singleElement()
        .asString()
        .startsWith("The container may use 0.50 cores only")
        .contains("raise its CPU quota");
  }

  @Test
  void warnsOfASingleCore() {
    assertThat(Preflight.warnings(machine(0.0, null), new Surroundings(1, "", false)))
        .singleElement()
        .asString()
        .startsWith("There is only one core to use");
  }

  @Test
  void warnsOfAnUnsteadyClock() {
    assertThat(Preflight.warnings(machine(0.0, null), new Surroundings(2, "powersave", true)))
        .satisfiesExactly(
            governor ->
                assertThat(governor)
                    .contains("'powersave'")
                    .contains("cpupower frequency-set -g performance"),
            battery -> assertThat(battery).contains("on battery").contains("plug it in"));
  }

  @Test
  void warnsOfADebugBuild() {
    assertThat(Preflight.warnings(jvm("17.0.15+6-fastdebug"), GOOD))
        .containsExactly("The JVM is a debug build (17.0.15+6-fastdebug); use a product build.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-agentlib:jdwp=transport=dt_socket",
        "-javaagent:coverage.jar",
        "-Xdebug",
        "-Xint",
        "-Xcomp"
      })
  void warnsOfFlagsThatChangeWhatIsMeasured(String flag) {
    assertThat(Preflight.warnings(jvm("17.0.15+6", "-Xmx1g", flag), GOOD))
        .containsExactly(
            "The JVM runs with " + flag + ", which its forks inherit; start it without.");
  }

  private static Environment machine(@Nullable Double load, @Nullable Double quota) {
    Machine sample = SAMPLE.machine();
    return environment(
        new Machine(
            sample.cpu(),
            sample.physicalCores(),
            sample.logicalCores(),
            sample.caches(),
            sample.memoryBytes(),
            load,
            new ContainerLimits(quota, null)),
        SAMPLE.jvm());
  }

  private static Environment jvm(String version, String... flags) {
    return environment(SAMPLE.machine(), new HostJvm("v", "17", "name", version, List.of(flags)));
  }

  private static Environment environment(Machine machine, HostJvm jvm) {
    return new Environment(
        SAMPLE.timestamp(),
        SAMPLE.host(),
        machine,
        SAMPLE.os(),
        jvm,
        SAMPLE.gitCommit(),
        SAMPLE.jarSha256(),
        SAMPLE.backends());
  }
}
