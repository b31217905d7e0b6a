package io.github.backpropbench.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a backend presents itself. Found by {@link java.util.ServiceLoader}, so a backend is added by
 * a class that implements this and a line in {@code META-INF/services}.
 *
 * <p>An implementation must load without its library: whatever touches the library does so only
 * when it is asked for.
 */
public interface KernelProvider {

  /** The name by which flags and reports call the backend: lower case, unique. */
  String name();

  /** The library's own name, for people. */
  String library();

  /** The library's version as loaded into this JVM, never as hoped for. */
  String version();

  /** Whether the backend can be used in this JVM, or the reason why not. */
  default Availability availability() {
    return Availability.available();
  }

  /**
   * Whether the backend can compute on exactly that many threads in this JVM, or the reason why
   * not.
   *
   * @param threads at least 1
   */
  default Availability availability(int threads) {
    Availability here = availability();
    if (threads == 1 || !here.isAvailable()) {
      return here;
    }
    Availability processors = Availability.ofProcessors(threads);
    return processors.isAvailable() ? availabilityOfThreads(threads) : processors;
  }

  /**
   * The backend's own part of {@link #availability(int)}: asked only of a backend that is
   * available, on a machine that has the processors.
   *
   * @param threads at least 2
   */
  default Availability availabilityOfThreads(int threads) {
    return Availability.unavailable("it computes on one thread only");
  }

  /**
   * What else decides the backend's speed in this JVM, by a short name for people: the native
   * library that was loaded, the vector width that is used. Only what is so, never what is hoped
   * for; asked only of a backend that is available.
   */
  default Map<String, String> details() {
    return Map.of();
  }

  /**
   * What in this JVM's surroundings keeps an available backend from its best, with the remedy; a
   * sentence each.
   */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * The library's jars by their Maven artifact, without version; none for one without a library.
   */
  default List<String> artifacts() {
    return List.of();
  }

  /** What a JVM must be started with so that the backend works in it, on the running Java. */
  default List<String> jvmArguments() {
    return List.of();
  }

  /**
   * How long the backend's code takes at least to reach its speed: no warm-up of its cells is
   * shorter.
   */
  default Duration warmup() {
    return Duration.ZERO;
  }

  /**
   * What the machine can do at most, on that many threads, as far as the backend can tell; empty if
   * it cannot, or is not available.
   */
  default Optional<MachineLoops> machineLoops(int threads) {
    return Optional.empty();
  }

  /**
   * A new kernel that computes on that many threads, no more, and no fewer where the work is worth
   * it to the library. It is to be used by the thread that made it. A library may have one limit
   * for the whole JVM: the number of the backend's latest kernel is then that of all.
   *
   * @throws IllegalStateException if the backend is not available, or not on that many threads; the
   *     message is the reason
   */
  MatrixKernel<?> create(Precision precision, int threads);

  /** A new kernel on one thread, as {@link #create(Precision, int)}. */
  default MatrixKernel<?> create(Precision precision) {
    return create(precision, 1);
  }
}
