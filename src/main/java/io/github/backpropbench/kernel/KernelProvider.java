package io.github.backpropbench.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Map;

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
   * A new kernel, limited to one thread.
   *
   * @throws IllegalStateException if the backend is not available; the message is the reason
   */
  MatrixKernel<?> create(Precision precision);
}
