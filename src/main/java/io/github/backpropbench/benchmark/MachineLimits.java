package io.github.backpropbench.benchmark;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MachineLoops;
import java.util.List;
import java.util.Optional;

/** The backend whose loops measure the machine's limits. */
public final class MachineLimits {
  /** Its name. */
  public static final String BACKEND = "vector";

  private static final List<Class<?>> BENCHMARKS =
      List.of(PeakBenchmark.class, BandwidthBenchmark.class);

  private MachineLimits() {}

  /** Whether a benchmark measures the machine's limits rather than a backend. */
  public static boolean isOne(String benchmark) {
    return BENCHMARKS.stream().anyMatch(type -> benchmark.startsWith(type.getName() + "."));
  }

  /**
   * The loops on the given number of threads.
   *
   * @throws IllegalStateException if they are not available; the message is the reason
   */
  static MachineLoops loops(int threads) {
    KernelProvider provider = BackendRegistry.load().kernels(BACKEND);
    provider.availability(threads).require();
    Optional<MachineLoops> loops = provider.machineLoops(threads);
    return loops.orElseThrow(
        () -> new IllegalStateException("the backend '" + BACKEND + "' has no such loops"));
  }
}
