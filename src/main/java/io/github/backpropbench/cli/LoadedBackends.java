package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.backend.Plugin;
import io.github.backpropbench.backend.PluginSearch;
import io.github.backpropbench.benchmark.MachineLimits;
import io.github.backpropbench.harness.BackendFacts;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.EngineCells;
import io.github.backpropbench.harness.ForkTime;
import io.github.backpropbench.harness.JarDigest;
import io.github.backpropbench.harness.PluginArguments;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.statistics.RobustMinimum;
import io.github.backpropbench.training.TrainingBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The backends that can be used: those of this JVM, and those of plug-ins, each of which is loaded
 * only by JVMs of its own.
 */
final class LoadedBackends {
  private final BackendRegistry registry;
  private final Map<String, BackendFacts> facts = new LinkedHashMap<>();
  private final Map<String, PluginJvm> plugins = new LinkedHashMap<>();
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
  static LoadedBackends with(PluginSearch search) {
    LoadedBackends backends = ofThisJvm();
    search.failures().forEach(backends.failures::add);
    search.plugins().forEach(backends::add);
    return backends;
  }

  private void add(Plugin plugin) {
    try {
      PluginWorker.Backends found = ask(new PluginJvm(plugin, List.of()));
      List<String> needed =
          found.facts().stream().flatMap(one -> one.jvmArguments().stream()).distinct().toList();
      PluginJvm jvm = new PluginJvm(plugin, needed);
      if (!needed.isEmpty()) {
        found = ask(jvm); // with what it needs it may be available
      }
      found.failures().forEach(failure -> failures.add(plugin.jar() + ": " + failure));
      SortedMap<String, String> hashes = hashes(plugin);
      for (BackendFacts one : found.facts()) {
        add(one.inPlugin(plugin.jar().toString(), hashes), jvm);
      }
    } catch (PluginJvm.NoAnswerException e) {
      failures.add(plugin.jar() + ": " + e.getMessage());
    }
  }

  private void add(BackendFacts found, PluginJvm jvm) {
    BackendFacts other = facts.putIfAbsent(found.name(), found);
    if (other == null) {
      plugins.put(found.name(), jvm);
    } else {
      String owner = other.description().plugin();
      failures.add(
          "%s: the name '%s' is taken by %s"
              .formatted(
                  found.description().plugin(),
                  found.name(),
                  owner.isEmpty() ? "a backend of this program" : owner));
    }
  }

  private PluginJvm pluginOf(String name) {
    return Objects.requireNonNull(plugins.get(name), name);
  }

  private static PluginWorker.Backends ask(PluginJvm jvm) throws PluginJvm.NoAnswerException {
    return jvm.ask(PluginWorker.Question.ofBackends(), PluginWorker.Backends.class);
  }

  private static SortedMap<String, String> hashes(Plugin plugin) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Path jar : plugin.jars()) {
      hashes.put(String.valueOf(jar.getFileName()), JarDigest.of(jar));
    }
    return hashes;
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
  EngineCells accepted(List<CellKey> cells) {
    Map<String, List<CellKey>> inPlugins =
        cells.stream()
            .filter(cell -> EngineCells.taskOf(cell).isPresent())
            .filter(cell -> plugins.containsKey(cell.backend()))
            .collect(Collectors.groupingBy(CellKey::backend));
    Map<CellKey, String> refusals = new HashMap<>();
    inPlugins.forEach((name, ofPlugin) -> refusals.putAll(refusals(name, ofPlugin)));
    return EngineCells.accepted(
        cells, cell -> refusals.computeIfAbsent(cell, this::refusalInThisJvm));
  }

  private Map<CellKey, String> refusals(String name, List<CellKey> cells) {
    Map<CellKey, String> refusals = new HashMap<>();
    try {
      List<String> reasons =
          pluginOf(name)
              .ask(PluginWorker.Question.ofCells(name, cells), PluginWorker.Refusals.class)
              .reasons();
      for (int i = 0; i < cells.size(); i++) {
        refusals.put(cells.get(i), reasons.get(i));
      }
    } catch (PluginJvm.NoAnswerException e) {
      cells.forEach(cell -> refusals.put(cell, String.valueOf(e.getMessage())));
    }
    return refusals;
  }

  /** Why a backend of this JVM cannot compute a cell; empty if it can. */
  String refusalInThisJvm(CellKey cell) {
    String name = cell.backend();
    return name.isEmpty()
        ? ""
        : cell.precision()
            .flatMap(precision -> precisionRefusal(name, precision))
            .or(() -> EngineCells.taskOf(cell).map(task -> registry.engines(name).refusal(task)))
            .orElse("");
  }

  private Optional<String> precisionRefusal(String name, Precision precision) {
    List<Precision> known = precisions(name);
    return known.contains(precision)
        ? Optional.empty()
        : Optional.of(
            "it computes in %s only"
                .formatted(known.stream().map(Precision::label).collect(Collectors.joining(", "))));
  }

  /** What starts trainings on a backend of this JVM that {@link #select} returned. */
  TrainingBackend trainings(String name, Precision precision, int threads) {
    return TrainingBackend.of(registry.find(name), precision, threads);
  }

  /** The names of the engines. */
  Set<String> engines() {
    return facts.values().stream()
        .filter(BackendFacts::engine)
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
    precisionRefusal(name, precision)
        .ifPresent(
            reason -> {
              throw new UserException("the backend '%s': %s".formatted(name, reason));
            });
  }

  /** Verifies a backend that {@link #select} returned, that of a plug-in in a JVM of its own. */
  VerifiedBackend verify(String name, Precision precision, int threads) {
    PluginJvm jvm = plugins.get(name);
    if (jvm == null) {
      return VerifiedBackend.of(registry, name, precision, threads);
    }
    try {
      return jvm.ask(
          new PluginWorker.Question(PluginWorker.Topic.VERIFICATION, name, precision, threads),
          VerifiedBackend.class);
    } catch (PluginJvm.NoAnswerException e) {
      return VerifiedBackend.failed(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The loss curves of the original experiment on a backend, which has been verified; none if the
   * backend cannot train it.
   */
  List<LossCurve> experiment(String name) {
    if (!precisions(name).contains(Precision.F32) || of(name).engine()) {
      return List.of();
    }
    PluginJvm jvm = plugins.get(name);
    if (jvm == null) {
      return Experiment.curves(this, List.of(name));
    }
    try {
      return jvm.ask(
              new PluginWorker.Question(PluginWorker.Topic.EXPERIMENT, name, Precision.F32, 1),
              PluginWorker.Curves.class)
          .curves();
    } catch (PluginJvm.NoAnswerException e) {
      throw new UserException(
          "the experiment cannot be trained on %s: %s".formatted(name, e.getMessage()));
    }
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
        names.stream().filter(name -> !plugins.containsKey(name)).map(registry::find).toList());
  }

  /** What the forks of one backend alone are started with, if it is in a plug-in. */
  PluginArguments pluginArguments(String name) {
    PluginJvm jvm = plugins.get(name);
    return jvm == null ? PluginArguments.NONE : jvm.arguments();
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
