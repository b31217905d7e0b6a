package io.github.backpropbench.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Describes a backend: a {@link KernelProvider}, or a provider of an engine.
 *
 * <p>An implementation must load without its library: it may touch the library only in the methods
 * that need it.
 */
public interface BackendProvider {
  /** Changes when a backend that was compiled for the interfaces would no longer work. */
  int INTERFACE_VERSION = 1;

  /** The backend's name in flags and reports: lower case, unique. */
  String name();

  /** The library's own name, for people. */
  String library();

  /** Whether it is a library, a yardstick or an engine. */
  default Role role() {
    return Role.LIBRARY;
  }

  /** The library's licence, as an SPDX identifier such as {@code Apache-2.0}. */
  default String licence() {
    return "unknown";
  }

  /**
   * Where the source of the adapter is, which decides how the library is used: a URL, or a path in
   * the repository of this project; empty if that is not known.
   */
  default String source() {
    return "";
  }

  /**
   * {@link #INTERFACE_VERSION}, which the compiler copies: the version of these interfaces that the
   * backend was compiled for.
   */
  int interfaceVersion();

  /** The version of the library that is actually loaded into this JVM. */
  String version();

  /** Whether the backend can be used in this JVM, or the reason why not. */
  default Availability availability() {
    return Availability.available();
  }

  /**
   * Whether the backend can compute on exactly the given number of threads in this JVM, or the
   * reason why not.
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
   * The backend's own part of {@link #availability(int)}: called only if the backend is available
   * and the machine has enough processors.
   *
   * @param threads at least 2
   */
  default Availability availabilityOfThreads(int threads) {
    return Availability.unavailable("it computes on one thread only");
  }

  /**
   * Other facts that decide the backend's speed in this JVM, by a short name: the native library
   * that was loaded, the vector width in use. Only verified facts; called only if the backend is
   * available.
   */
  default Map<String, String> details() {
    return Map.of();
  }

  /**
   * What in the environment keeps an available backend from its full speed, and the remedy; one
   * sentence per problem.
   */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * The Maven artifact names of the library's jars, without version; empty if there is no library.
   */
  default List<String> artifacts() {
    return List.of();
  }

  /** The arguments that a JVM of the running Java version needs for the backend to work. */
  default List<String> jvmArguments() {
    return List.of();
  }

  /**
   * The minimum time that the backend's code needs to reach its full speed; its cells are warmed up
   * for at least as long.
   */
  default Duration warmup() {
    return Duration.ZERO;
  }
}
