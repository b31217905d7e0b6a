package io.github.backpropbench.harness;

import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.Machine;
import io.github.backpropbench.results.Machine.Cache;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * Finds out where a run takes place. The machine is read through OSHI, which uses native code: each
 * figure that this platform does not offer is recorded as unknown, and the others are kept.
 */
public final class EnvironmentProbe {
  private static final SystemInfo SYSTEM = new SystemInfo();

  private EnvironmentProbe() {}

  /** The environment of this process, now, with the backends as they described themselves. */
  public static Environment probe(List<BackendDescription> backends) {
    return new Environment(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        text(() -> SYSTEM.getOperatingSystem().getNetworkParams().getHostName()),
        machine(),
        text(() -> SYSTEM.getOperatingSystem().toString()),
        jvm(),
        GitCommit.of(Path.of("")),
        JarDigest.of(EnvironmentProbe.class),
        backends);
  }

  private static Machine machine() {
    return new Machine(
        text(() -> processor().getProcessorIdentifier().getName().strip()),
        probe(() -> positive(processor().getPhysicalProcessorCount())),
        probe(() -> positive(processor().getLogicalProcessorCount())),
        caches(),
        probe(() -> positive(SYSTEM.getHardware().getMemory().getTotal())),
        probe(EnvironmentProbe::loadAverage),
        new ControlGroups(Path.of("/")).limits());
  }

  private static CentralProcessor processor() {
    return SYSTEM.getHardware().getProcessor();
  }

  private static List<Cache> caches() {
    List<Cache> caches =
        probe(() -> new CacheProbe(Path.of("/")).caches(processor().getProcessorCaches()));
    return caches == null ? List.of() : caches;
  }

  private static @Nullable Double loadAverage() {
    double load = processor().getSystemLoadAverage(1)[0];
    return load < 0 ? null : load; // negative where the system has none
  }

  private static HostJvm jvm() {
    return new HostJvm(
        System.getProperty("java.vendor", Environment.UNKNOWN),
        System.getProperty("java.version", Environment.UNKNOWN),
        System.getProperty("java.vm.name", Environment.UNKNOWN),
        System.getProperty("java.vm.version", Environment.UNKNOWN),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  private static @Nullable Integer positive(int value) {
    return value > 0 ? value : null;
  }

  private static @Nullable Long positive(long value) {
    return value > 0 ? value : null;
  }

  private static String text(Supplier<@Nullable String> probe) {
    String text = probe(probe);
    return text == null || text.isBlank() ? Environment.UNKNOWN : text;
  }

  private static <T> @Nullable T probe(Supplier<@Nullable T> probe) {
    try {
      return probe.get();
    } catch (RuntimeException | LinkageError e) {
      return null; // unknown: no native code for this platform, or it failed
    }
  }
}
