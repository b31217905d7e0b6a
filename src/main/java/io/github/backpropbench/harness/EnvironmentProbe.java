package io.github.backpropbench.harness;

import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.HostJvm;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Finds out where a run is made. What cannot be found out is recorded as unknown. */
public final class EnvironmentProbe {
  private EnvironmentProbe() {}

  /** The environment of this process, now, with the backends as they described themselves. */
  public static Environment probe(List<BackendDescription> backends) {
    MachineProbe machine = new MachineProbe();
    return new Environment(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        machine.host(),
        machine.machine(),
        machine.operatingSystem(),
        jvm(),
        GitCommit.of(Path.of("")),
        JarDigest.of(EnvironmentProbe.class),
        backends);
  }

  private static HostJvm jvm() {
    return new HostJvm(
        System.getProperty("java.vendor", Environment.UNKNOWN),
        System.getProperty("java.version", Environment.UNKNOWN),
        System.getProperty("java.vm.name", Environment.UNKNOWN),
        System.getProperty("java.vm.version", Environment.UNKNOWN),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }
}
