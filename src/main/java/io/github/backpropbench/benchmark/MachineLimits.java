package io.github.backpropbench.benchmark;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MachineLoops;
import java.util.List;

/** The benchmarks of the machine's limits, and the backend whose loops they measure. */
public final class MachineLimits {
  private static final List<Class<?>> BENCHMARKS =
      List.of(PeakBenchmark.class, BandwidthBenchmark.class);

  private MachineLimits() {}

  /** Whether a benchmark measures the machine's limits rather than a backend. */
  public static boolean isOne(String benchmark) {
    return BENCHMARKS.stream().anyMatch(type -> benchmark.startsWith(type.getName() + "."));
  }

  /** The first of this program's backends that has such loops. */
  public static KernelProvider backend() {
    return BackendRegistry.load().all().stream()
        .filter(KernelProvider.class::isInstance)
        .map(KernelProvider.class::cast)
        .filter(KernelProvider::hasMachineLoops)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no backend has loops that measure it"));
  }

  /**
   * The loops on the given number of threads.
   *
   * @throws IllegalStateException if they are not available; the message is the reason
   */
  static MachineLoops loops(int threads) {
    return backend().machineLoops(threads);
  }
}
