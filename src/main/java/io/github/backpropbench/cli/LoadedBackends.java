package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.benchmark.MachineLimits;
import io.github.backpropbench.harness.BackendProbe;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.ForkTime;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.statistics.RobustMinimum;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The registered backends, as loaded in this JVM. */
final class LoadedBackends {
  private final BackendRegistry registry;
  private final List<BackendDescription> descriptions;

  private LoadedBackends(BackendRegistry registry) {
    this.registry = registry;
    this.descriptions = registry.all().stream().map(BackendProbe::describe).toList();
  }

  static LoadedBackends load() {
    return new LoadedBackends(BackendRegistry.load());
  }

  /** All backends, available or not, in the order in which they are registered. */
  List<BackendDescription> descriptions() {
    return descriptions;
  }

  /** Why registered backends could not be loaded, a sentence each. */
  List<String> failures() {
    return registry.failures();
  }

  /**
   * The names of the backends to use.
   *
   * @param requested their names; if there are none, all available backends
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

  /** A new kernel of a backend that {@link #select} returned, on threads that it can use. */
  MatrixKernel<?> kernel(String name, Precision precision, int threads) {
    return registry.kernels(name).create(precision, threads);
  }

  /**
   * Why a backend that {@link #select} returned cannot use that number of threads; empty if it can.
   */
  String refusal(String name, int threads) {
    return registry.find(name).availability(threads).reason();
  }

  /** The JVM flags that forks of the named backends need beyond those inherited from this JVM. */
  List<String> jvmArguments(List<String> names) {
    return JvmArguments.missing(names.stream().map(registry::find).toList());
  }

  /** The least warm-up of a cell, which depends on the backend whose code it measures. */
  private Duration warmup(CellKey cell) {
    boolean ofMachine =
        Stream.of(BenchmarkKind.values())
            .anyMatch(kind -> kind.isOfMachine() && kind.measures(cell));
    String name = ofMachine ? MachineLimits.BACKEND : cell.backend();
    return name.isEmpty() ? Duration.ZERO : registry.find(name).warmup();
  }

  /** How the forks of a cell measure, in a run like those of the profile. */
  IterationSettings iterations(Profile basis, CellKey cell) {
    return basis
        .iterations()
        .withWarmupOf(warmup(cell))
        .forCallsLasting(ForkTime.ofCall(cell), RobustMinimum.MANY);
  }

  /** Why the machine's limits cannot be measured here; empty if they can. */
  String machineRefusal() {
    return descriptions.stream()
        .filter(backend -> backend.name().equals(MachineLimits.BACKEND))
        .map(BackendDescription::unavailable)
        .findFirst()
        .orElse("there is no such backend");
  }

  /** What slows the named backends down here, with the remedy; a sentence each. */
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
