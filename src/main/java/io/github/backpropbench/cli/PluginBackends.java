package io.github.backpropbench.cli;

import io.github.backpropbench.backend.Plugin;
import io.github.backpropbench.harness.BackendFacts;
import io.github.backpropbench.harness.JarDigest;
import io.github.backpropbench.harness.PluginArguments;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.results.RunDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The backends of plug-ins, none of which is loaded by this JVM: others are asked. */
final class PluginBackends {
  private final Map<String, PluginJvm> jvms = new LinkedHashMap<>();

  /**
   * The plug-ins that a run measures.
   *
   * @throws UserException if one is no longer where it was
   */
  static List<Plugin> measuredIn(RunDescription description) {
    List<String> measured = description.plan().backends();
    List<Plugin> plugins =
        description.environment().backends().stream()
            .filter(backend -> measured.contains(backend.name()))
            .map(BackendDescription::plugin)
            .filter(paths -> !paths.isEmpty())
            .distinct()
            .map(Plugin::of)
            .toList();
    for (Plugin plugin : plugins) {
      for (Path jar : plugin.jars()) {
        if (!Files.isRegularFile(jar)) {
          throw new UserException(
              "the run cannot be resumed: there is no %s, which it measures; restore it, and resume from the folder in which the run was started"
                  .formatted(jar));
        }
      }
    }
    return plugins;
  }

  /** Whether it has a backend. */
  boolean has(String name) {
    return jvms.containsKey(name);
  }

  /**
   * Asks which backends a plug-in has.
   *
   * @param known all backends by name, which get those whose names are not taken
   * @return why others cannot be used, a sentence each, without a full stop
   */
  List<String> add(Plugin plugin, Map<String, BackendFacts> known) {
    List<String> failures = new ArrayList<>();
    try {
      PluginWorker.Backends found = ask(new PluginJvm(plugin, List.of()));
      List<String> needed =
          found.facts().stream().flatMap(one -> one.jvmArguments().stream()).distinct().toList();
      PluginJvm jvm = new PluginJvm(plugin, needed);
      if (!needed.isEmpty()) {
        found = ask(jvm); // with what it needs it may be available
      }
      failures.addAll(found.failures());
      SortedMap<String, String> hashes = hashes(plugin);
      for (BackendFacts one : found.facts()) {
        BackendFacts other = known.putIfAbsent(one.name(), one.inPlugin(plugin.paths(), hashes));
        if (other == null) {
          jvms.put(one.name(), jvm);
        } else {
          failures.add(taken(other));
        }
      }
    } catch (PluginJvm.NoAnswerException e) {
      failures.add(String.valueOf(e.getMessage()));
    }
    return failures.stream().map(failure -> plugin.jar() + ": " + failure).toList();
  }

  private static String taken(BackendFacts owner) {
    List<String> plugin = owner.description().plugin();
    return "the name '%s' is taken by %s"
        .formatted(owner.name(), plugin.isEmpty() ? "a backend of this program" : plugin.get(0));
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

  /** What the forks of a backend are started with; nothing if it is in no plug-in. */
  PluginArguments arguments(String name) {
    PluginJvm jvm = jvms.get(name);
    return jvm == null ? PluginArguments.NONE : jvm.arguments();
  }

  /** Verifies one of these backends. */
  VerifiedBackend verify(String name, Precision precision, int threads) {
    try {
      return jvm(name)
          .ask(
              new PluginWorker.Question(PluginWorker.Topic.VERIFICATION, name, precision, threads),
              VerifiedBackend.class);
    } catch (PluginJvm.NoAnswerException e) {
      return VerifiedBackend.failed(String.valueOf(e.getMessage()));
    }
  }

  /** The loss curves of the original experiment on one of these backends. */
  List<LossCurve> experiment(String name) {
    try {
      return jvm(name)
          .ask(
              new PluginWorker.Question(PluginWorker.Topic.EXPERIMENT, name, Precision.F32, 1),
              PluginWorker.Curves.class)
          .curves();
    } catch (PluginJvm.NoAnswerException e) {
      throw new UserException(
          "the experiment cannot be trained on %s: %s".formatted(name, e.getMessage()));
    }
  }

  /**
   * Why cells cannot be computed.
   *
   * @param cells of any backends
   * @return those of these backends, with empty texts where they can
   */
  Map<CellKey, String> refusals(List<CellKey> cells) {
    Map<CellKey, String> refusals = new HashMap<>();
    cells.stream()
        .filter(cell -> has(cell.backend()))
        .collect(Collectors.groupingBy(CellKey::backend))
        .forEach((name, own) -> addRefusals(refusals, name, own));
    return refusals;
  }

  private void addRefusals(Map<CellKey, String> refusals, String name, List<CellKey> cells) {
    try {
      List<String> reasons =
          jvm(name)
              .ask(PluginWorker.Question.ofCells(name, cells), PluginWorker.Refusals.class)
              .reasons();
      for (int i = 0; i < cells.size(); i++) {
        refusals.put(cells.get(i), reasons.get(i));
      }
    } catch (PluginJvm.NoAnswerException e) {
      cells.forEach(cell -> refusals.put(cell, String.valueOf(e.getMessage())));
    }
  }

  private PluginJvm jvm(String name) {
    return Objects.requireNonNull(jvms.get(name), name);
  }
}
