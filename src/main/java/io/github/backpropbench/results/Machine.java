package io.github.backpropbench.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hardware, and how much of it this process may use. Null means unknown.
 *
 * @param cpu the processor's model
 * @param physicalCores cores of all processors
 * @param logicalCores hardware threads of all processors
 * @param caches of one core or shared, from the smallest level
 * @param memoryBytes the physical memory
 * @param loadAverage the mean number of runnable processes in the minute before the run
 * @param limits what a container allows
 */
public record Machine(
    String cpu,
    @Nullable Integer physicalCores,
    @Nullable Integer logicalCores,
    List<Cache> caches,
    @Nullable Long memoryBytes,
    @Nullable Double loadAverage,
    ContainerLimits limits) {

  public Machine {
    caches = List.copyOf(caches);
  }

  /**
   * One cache.
   *
   * @param level 1 is the closest to the core
   * @param type {@code data}, {@code instruction} or {@code unified}
   * @param bytes its size
   */
  public record Cache(int level, String type, long bytes) {}

  /**
   * The limits of the control group that this process is in.
   *
   * @param cpus the processor time per second of wall time, in cores; null if there is no limit
   * @param memoryBytes the memory; null if there is no limit
   */
  public record ContainerLimits(@Nullable Double cpus, @Nullable Long memoryBytes) {
    public static final ContainerLimits NONE = new ContainerLimits(null, null);
  }
}
