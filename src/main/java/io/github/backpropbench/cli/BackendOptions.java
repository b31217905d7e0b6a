package io.github.backpropbench.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code run} and {@code verify} for the backends and their threads. */
final class BackendOptions {
  @Option(
      names = "--backends",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME,…",
      description = "default all that are available")
  private List<String> backends = List.of();

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Option(
      names = "--threads",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "N,…",
      converter = Converters.Positive.class,
      description =
          "numbers of threads for each backend to compute on; those that a backend cannot use are"
              + " left out; default 1")
  private List<Integer> threads = List.of();

  /** Whether plug-ins were named, so that each of them is meant. */
  boolean namesPlugins() {
    return plugins.isGiven();
  }

  /** All backends, with those of plug-ins. */
  LoadedBackends load() {
    return LoadedBackends.with(plugins.search());
  }

  /**
   * The selected backends with the numbers of threads that each can use.
   *
   * @param omission the beginning of the warning about each number that a backend cannot use
   * @throws UserException if a backend is unknown or not available, or cannot use any of the
   *     numbers
   */
  ThreadCounts select(LoadedBackends known, Terminal terminal, String omission) {
    return select(known, terminal, omission, FactorOptions.NONE);
  }

  /**
   * As above, without engines if none is named and the factors are not about them.
   *
   * @param factors that were given
   */
  ThreadCounts select(
      LoadedBackends known, Terminal terminal, String omission, FactorOptions factors) {
    List<String> selected = new ArrayList<>(known.select(backends));
    if (backends.isEmpty() && !factors.mayBeOfEngines()) {
      selected.removeAll(known.engines());
    }
    ThreadCounts counts = ThreadCounts.of(known, selected, !backends.isEmpty(), threads);
    counts.leftOut().forEach(reason -> terminal.warn(omission + ": " + reason));
    return counts;
  }
}
