package io.github.backpropbench.cli;

import io.github.backpropbench.results.BackendDescription;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code backends}: what there is to measure. */
@Command(
    name = "backends",
    description = "Lists the backends: name, library, version, available or why not.",
    mixinStandardHelpOptions = true)
final class BackendsCommand implements Callable<Integer>, UsesBackends {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    print(Backends.load(), out);
    return ExitStatus.DONE;
  }

  /** A line a backend. */
  static void print(Backends backends, PrintWriter out) {
    TextTable table = new TextTable("backend", "library", "version", "available");
    for (BackendDescription backend : backends.descriptions()) {
      String available = backend.isAvailable() ? "yes" : "no: " + backend.unavailable();
      table.row(backend.name(), backend.library(), backend.version(), available);
    }
    table.lines().forEach(out::println);
    List<String> failures = backends.failures();
    failures.forEach(failure -> out.println("A backend is registered but missing: " + failure));
  }
}
