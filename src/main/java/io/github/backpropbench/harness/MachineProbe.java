package io.github.backpropbench.harness;

import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Machine;
import io.github.backpropbench.results.Machine.Cache;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * Reads the machine through OSHI, which uses native code: a figure that is not to be had on this
 * platform must not cost the others.
 */
final class MachineProbe {
  private final SystemInfo system = new SystemInfo();

  String host() {
    return text(() -> system.getOperatingSystem().getNetworkParams().getHostName());
  }

  String operatingSystem() {
    return text(() -> system.getOperatingSystem().toString());
  }

  Machine machine() {
    return new Machine(
        text(() -> processor().getProcessorIdentifier().getName().strip()),
        probe(() -> positive(processor().getPhysicalProcessorCount())),
        probe(() -> positive(processor().getLogicalProcessorCount())),
        caches(),
        probe(() -> positive(system.getHardware().getMemory().getTotal())),
        probe(this::loadAverage),
        new ControlGroups(Path.of("/")).limits());
  }

  private CentralProcessor processor() {
    return system.getHardware().getProcessor();
  }

  private List<Cache> caches() {
    List<Cache> caches =
        probe(() -> new CacheProbe(Path.of("/")).caches(processor().getProcessorCaches()));
    return caches == null ? List.of() : caches;
  }

  private @Nullable Double loadAverage() {
    double load = processor().getSystemLoadAverage(1)[0];
    return load < 0 ? null : load; // negative where the system keeps none
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
