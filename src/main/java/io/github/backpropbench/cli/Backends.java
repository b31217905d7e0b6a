package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.harness.BackendProbe;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.BackendDescription;
import java.time.Duration;
import java.util.List;

/** The backends as they present themselves in this JVM. */
final class Backends {
  private final BackendRegistry registry;
  private final List<BackendDescription> descriptions;

  private Backends(BackendRegistry registry) {
    this.registry = registry;
    this.descriptions = registry.all().stream().map(BackendProbe::describe).toList();
  }

  static Backends load() {
    return new Backends(BackendRegistry.load());
  }

  /** All backends, available or not, in the order in which they are registered. */
  List<BackendDescription> descriptions() {
    return descriptions;
  }

  /** Why backends are missing that are registered, a sentence each. */
  List<String> failures() {
    return registry.failures();
  }

  /**
   * The backends to work on.
   *
   * @param requested their names; if there are none, all that are available
   * @throws UserException if one is unknown or not available
   */
  List<String> select(List<String> requested) {
    if (!requested.isEmpty()) {
      return requested.stream().distinct().map(this::require).toList();
    }
    List<String> available =
        descriptions.stream()
            .filter(BackendDescription::isAvailable)
            .map(BackendDescription::name)
            .toList();
    if (available.isEmpty()) {
      throw new UserException("no backend is available; the command 'backends' says why");
    }
    return available;
  }

  /** A new kernel of a backend that {@link #select} returned. */
  MatrixKernel<?> kernel(String name, Precision precision) {
    return registry.find(name).create(precision);
  }

  /** What the JVMs of forks need for the named backends beyond what they inherit from this one. */
  List<String> jvmArguments(List<String> names) {
    return JvmArguments.missing(names.stream().map(registry::find).toList());
  }

  /**
   * How long the warm-up of a backend's cells takes at least.
   *
   * @param name of a backend; empty for a cell that has none
   */
  Duration warmup(String name) {
    return name.isEmpty() ? Duration.ZERO : registry.find(name).warmup();
  }

  /** What keeps the named backends from their best here, with the remedy; a sentence each. */
  List<String> warnings(List<String> names) {
    return names.stream().flatMap(name -> registry.find(name).warnings().stream()).toList();
  }

  private String require(String name) {
    for (BackendDescription description : descriptions) {
      if (description.name().equals(name)) {
        if (!description.isAvailable()) {
          throw new UserException(
              "the backend '" + name + "' is not available here: " + description.unavailable());
        }
        return name;
      }
    }
    throw new UserException(
        "unknown backend '" + name + "'; known: " + String.join(", ", registry.names()));
  }
}
