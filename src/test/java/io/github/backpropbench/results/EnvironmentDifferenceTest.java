package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.EnvironmentDifference.Aspect;
import io.github.backpropbench.results.Machine.ContainerLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvironmentDifferenceTest {
  private static final Environment HERE = SampleRun.environment();

  @Test
  void timeAndLoadAreNoDifference() {
    Environment later =
        environment(
            machine(HERE.machine().cpu(), HERE.machine().memoryBytes(), 7.5, 2.0),
            HERE.jvm(),
            HERE.backends());
    assertThat(EnvironmentDifference.between(HERE, later)).isEmpty();
  }

  @Test
  void namesWhatDiffersOfTheMachine() {
    Environment other =
        environment(machine("Xeon", 64L << 30, 0.25, null), HERE.jvm(), HERE.backends());
    assertThat(EnvironmentDifference.between(HERE, other))
        .allMatch(difference -> difference.aspect() == Aspect.MACHINE)
        .extracting(EnvironmentDifference::words)
        .containsExactly(
            "the processor: AMD EPYC then, Xeon now",
            "the memory in bytes: 17179869184 then, 68719476736 now",
            "the container's limit of processors: 2.0 then, none now");
  }

  @Test
  void memoryThatAKernelKeepsForItselfIsNoDifference() {
    long little = 100L << 20;
    Environment other =
        environment(
            machine(HERE.machine().cpu(), (16L << 30) - little, 0.25, 2.0),
            HERE.jvm(),
            HERE.backends());
    assertThat(EnvironmentDifference.between(HERE, other)).isEmpty();
  }

  @Test
  void namesWhatDiffersOfTheJvm() {
    HostJvm jvm = new HostJvm("Azul", "21", HERE.jvm().name(), "21+35", List.of());
    assertThat(
            EnvironmentDifference.between(HERE, environment(HERE.machine(), jvm, HERE.backends())))
        .allMatch(difference -> difference.aspect() == Aspect.JVM)
        .extracting(EnvironmentDifference::words)
        .containsExactly(
            "the JVM's vendor: Debian then, Azul now",
            "the Java version: 17.0.15 then, 21 now",
            "the JVM's version: 17.0.15+6 then, 21+35 now",
            "the JVM's flags: -Xmx512m then, none now");
  }

  @Test
  void namesWhatDiffersOfABackend() {
    List<BackendDescription> backends = new ArrayList<>(HERE.backends());
    backends.remove(0);
    backends.set(0, ejml("0.47", "", "ejml-core-0.47.jar"));
    backends.set(2, new BackendDescription("blas", "netlib", "3.2.0", "", new TreeMap<>()));
    assertThat(
            EnvironmentDifference.between(HERE, environment(HERE.machine(), HERE.jvm(), backends)))
        .allMatch(difference -> difference.aspect() == Aspect.BACKEND)
        .extracting(EnvironmentDifference::words)
        .containsExactly(
            "the backend arrays: there then, missing now",
            "the availability of blas: missing (no native BLAS was found) then, there now",
            "the version of ejml: 0.46.1 then, 0.47 now",
            "the class of ejml for f32: EjmlF32 then, none now",
            "the class of ejml for f64: EjmlF64 then, none now",
            "the detail of ejml called vector width: none then, 256 bits now",
            "the SHA-256 of ejml's ejml-core-0.47.jar: none then, 00 now");
  }

  private static BackendDescription ejml(String version, String unavailable, String jar) {
    return new BackendDescription(
        "ejml",
        "EJML",
        version,
        unavailable,
        new TreeMap<>(),
        new TreeMap<>(Map.of("vector width", "256 bits")),
        new TreeMap<>(Map.of(jar, "00")),
        "");
  }

  private static Machine machine(
      String cpu, @Nullable Long memory, double load, @Nullable Double cpus) {
    Machine here = HERE.machine();
    return new Machine(
        cpu,
        here.physicalCores(),
        here.logicalCores(),
        here.caches(),
        memory,
        load,
        new ContainerLimits(cpus, null));
  }

  private static Environment environment(
      Machine machine, HostJvm jvm, List<BackendDescription> backends) {
    return new Environment(
        "2030-01-01T00:00:00Z",
        HERE.host(),
        machine,
        HERE.os(),
        jvm,
        HERE.gitCommit(),
        HERE.jarSha256(),
        backends);
  }
}
