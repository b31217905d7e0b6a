package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.backend.Plugin;
import io.github.backpropbench.backend.PluginSearch;
import io.github.backpropbench.benchmark.MachineLimits;
import io.github.backpropbench.benchmark.NativeCallBenchmark;
import io.github.backpropbench.harness.AcceptedCells;
import io.github.backpropbench.harness.BackendFacts;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.ForkTime;
import io.github.backpropbench.harness.PluginArguments;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.statistics.RobustMinimum;
import io.github.backpropbench.training.TrainingBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The backends that can be used: those of this JVM, and those of plug-ins, each of which is loaded
 * only by JVMs of its own.
 */
final class LoadedBackends {
  private final BackendRegistry registry;
  private final Map<String, BackendFacts> facts = new LinkedHashMap<>();
  private final PluginBackends plugins = new PluginBackends();
  private final List<String> failures;

  private LoadedBackends(BackendRegistry registry) {
    this.registry = registry;
    registry.all().forEach(provider -> facts.put(provider.name(), BackendFacts.of(provider)));
    failures =
        new ArrayList<>(
            registry.failures().stream()
                .map(failure -> "a registered backend could not be loaded: " + failure)
                .toList());
  }

  /** The backends of this JVM alone. */
  static LoadedBackends ofThisJvm() {
    return new LoadedBackends(BackendRegistry.load());
  }

  /** The backends of this JVM and of plug-ins, each of which is asked in a JVM of its own. */
  static LoadedBackends with(List<Plugin> plugins) {
    LoadedBackends backends = ofThisJvm();
    plugins.forEach(
        plugin -> backends.failures.addAll(backends.plugins.add(plugin, backends.facts)));
    return backends;
  }

  /** As {@link #with(List)}, with those that a search has found, and what kept it from others. */
  static LoadedBackends with(PluginSearch search) {
    LoadedBackends backends = with(search.plugins());
    backends.failures.addAll(0, search.failures());
    return backends;
  }

  /** All backends, available or not, in the order in which they are registered. */
  List<BackendDescription> descriptions() {
    return facts.values().stream().map(BackendFacts::description).toList();
  }

  /** Why further backends cannot be used, a sentence each, without a full stop. */
  List<String> failures() {
    return List.copyOf(failures);
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
        descriptions().stream()
            .filter(BackendDescription::isAvailable)
            .map(BackendDescription::name)
            .toList();
    if (available.isEmpty()) {
      throw new UserException("no backend is available; the command 'backends' says why");
    }
    return available;
  }

  private String require(String name) {
    BackendDescription description = of(name).description();
    if (!description.isAvailable()) {
      throw new UserException(
          "the backend '" + name + "' is not available here: " + description.unavailable());
    }
    return name;
  }

  private BackendFacts of(String name) {
    BackendFacts known = facts.get(name);
    if (known == null) {
      throw new UserException(
          "unknown backend '%s'; known: %s%s"
              .formatted(
                  name,
                  String.join(", ", facts.keySet()),
                  failures.isEmpty() ? "" : "; not loaded: " + String.join("; ", failures)));
    }
    return known;
  }

  /**
   * The cells that their backends can compute, and why not the others.
   *
   * @throws IllegalArgumentException if there are none; the message says why
   */
  AcceptedCells accepted(List<CellKey> cells) {
    Map<CellKey, String> refusals =
        plugins.refusals(
            cells.stream().filter(cell -> AcceptedCells.taskOf(cell).isPresent()).toList());
    return AcceptedCells.accepted(
        cells, cell -> refusals.computeIfAbsent(cell, this::refusalInThisJvm));
  }

  /** Why a backend of this JVM cannot compute a cell; empty if it can. */
  String refusalInThisJvm(CellKey cell) {
    String name = cell.backend();
    return name.isEmpty()
        ? ""
        : cell.precision()
            .flatMap(precision -> precisionRefusal(name, precision, "precisions"))
            .or(() -> AcceptedCells.taskOf(cell).map(task -> registry.engines(name).refusal(task)))
            .or(() -> nativeCallRefusal(cell))
            .orElse("");
  }

  private static Optional<String> nativeCallRefusal(CellKey cell) {
    return BenchmarkKind.NATIVE_CALL.measures(cell)
        ? NativeCallBenchmark.refusal(cell.value(Factor.PATH))
        : Optional.empty();
  }

  private Optional<String> precisionRefusal(String name, Precision precision, String option) {
    List<Precision> known = precisions(name);
    return known.contains(precision)
        ? Optional.empty()
        : Optional.of(
            "it computes in %s only; give --%s %s".formatted(labels(known), option, labels(known)));
  }

  private static String labels(List<Precision> precisions) {
    return precisions.stream().map(Precision::label).collect(Collectors.joining(","));
  }

  /** What starts trainings on a backend of this JVM that {@link #select} returned. */
  TrainingBackend trainings(String name, Precision precision, int threads) {
    return TrainingBackend.of(registry.find(name), precision, threads);
  }

  /** The names of the backends that have a step without the kernel interface. */
  Set<String> directSteps() {
    return names(BackendFacts::directStep);
  }

  /** The names of the engines. */
  Set<String> engines() {
    return names(BackendFacts::engine);
  }

  private Set<String> names(Predicate<BackendFacts> which) {
    return facts.values().stream()
        .filter(which)
        .map(BackendFacts::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The precisions of a backend that {@link #select} returned. */
  List<Precision> precisions(String name) {
    return of(name).description().implementations().keySet().stream()
        .map(Precision::parse)
        .toList();
  }

  /**
   * Refuses a precision that a backend does not have.
   *
   * @throws UserException with those that it has
   */
  void requirePrecision(String name, Precision precision) {
    precisionRefusal(name, precision, "precision")
        .ifPresent(
            reason -> {
              throw new UserException("the backend '%s': %s".formatted(name, reason));
            });
  }

  /** Verifies a backend that {@link #select} returned, that of a plug-in in a JVM of its own. */
  VerifiedBackend verify(String name, Precision precision, int threads) {
    return plugins.has(name)
        ? plugins.verify(name, precision, threads)
        : VerifiedBackend.of(registry, name, precision, threads);
  }

  /**
   * The loss curves of the original experiment on a backend, which has been verified; none if the
   * backend cannot train it.
   */
  List<LossCurve> experiment(String name) {
    if (!precisions(name).contains(Precision.F32) || of(name).engine()) {
      return List.of();
    }
    return plugins.has(name) ? plugins.experiment(name) : Experiment.curves(this, List.of(name));
  }

  /**
   * Why a backend that {@link #select} returned cannot use that number of threads; empty if it can.
   */
  String refusal(String name, int threads) {
    return of(name).refusal(threads);
  }

  /**
   * The JVM flags that all forks of a run need for the named backends of this JVM, beyond those
   * inherited from it.
   */
  List<String> jvmArguments(List<String> names) {
    return JvmArguments.missing(
        names.stream().filter(name -> !plugins.has(name)).map(registry::find).toList());
  }

  /** What the forks of one backend alone are started with, if it is in a plug-in. */
  PluginArguments pluginArguments(String name) {
    return plugins.arguments(name);
  }

  /** The least warm-up of a cell, which depends on the backend whose code it measures. */
  private Duration warmup(CellKey cell) {
    boolean ofMachine =
        Stream.of(BenchmarkKind.values())
            .anyMatch(kind -> kind.isOfMachine() && kind.measures(cell));
    String name = ofMachine ? MachineLimits.backend().name() : cell.backend();
    return name.isEmpty() ? Duration.ZERO : of(name).warmup();
  }

  /** How the forks of a cell measure, in a run like those of the profile. */
  IterationSettings iterations(Profile basis, CellKey cell) {
    return basis
        .iterations()
        .withWarmupOf(warmup(cell))
        .forCallsLasting(ForkTime.ofCall(cell), RobustMinimum.MANY);
  }

  /** Why the machine's limits cannot be measured here, with the backend; empty if they can. */
  Optional<String> machineRefusal() {
    KernelProvider loops = MachineLimits.backend();
    String reason = loops.availability().reason();
    return reason.isEmpty()
        ? Optional.empty()
        : Optional.of("need the backend '%s': %s".formatted(loops.name(), reason));
  }

  /** What slows the named backends down here, with the remedy; a sentence each. */
  List<String> warnings(List<String> names) {
    return names.stream().flatMap(name -> of(name).warnings().stream()).toList();
  }
}
