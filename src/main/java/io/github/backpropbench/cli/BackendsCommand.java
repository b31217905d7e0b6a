package io.github.backpropbench.cli;

import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.results.BackendDescription;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code backends}: what can be measured. */
@Command(
    name = "backends",
    description = {
      "Lists the backends: name, role, library, version, licence, and whether each is available, or"
          + " why not.",
      "A library can be added to a project as a dependency. A yardstick is code of this suite: what"
          + " plain Java, or the JVM with its Vector API, can do. An engine is a library that brings"
          + " its own gradients and optimizers."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BackendsCommand implements Callable<Integer>, NeedsBackendFlags {
  private static final List<Column> COLUMNS =
      Stream.of("backend", "role", "library", "version", "licence", "available")
          .map(Column::words)
          .toList();

  @Spec private CommandSpec spec;

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    print(LoadedBackends.with(plugins.search()), out);
    return ExitStatus.DONE;
  }

  /** One line per backend, then why some are missing. */
  static void print(LoadedBackends backends, PrintWriter out) {
    List<Row> rows = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (BackendDescription backend : backends.descriptions()) {
      String available = backend.isAvailable() ? "yes" : "no";
      rows.add(
          Row.of(
              List.of(
                  backend.name(),
                  backend.role(),
                  backend.library(),
                  backend.version(),
                  backend.licence(),
                  available)));
      if (!backend.isAvailable()) {
        reasons.add(backend.name() + " is not available: " + backend.unavailable());
      }
    }
    reasons.addAll(backends.failures());
    Terminal.lines(COLUMNS, rows).forEach(out::println);
    reasons.stream().flatMap(text -> Terminal.lines(text).stream()).forEach(out::println);
  }
}
