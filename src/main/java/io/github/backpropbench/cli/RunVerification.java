package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verifies the backends of a plan before any of them is timed. */
final class RunVerification {
  private final Terminal terminal;
  private final LoadedBackends backends;

  RunVerification(Terminal terminal, LoadedBackends backends) {
    this.terminal = terminal;
    this.backends = backends;
  }

  /**
   * Verifies each backend in the precisions and on the numbers of threads of the plan.
   *
   * @return the backends that are wrong, each with the first reason
   */
  Map<String, String> wrongBackends(Plan plan, GracefulShutdown shutdown) {
    if (plan.backends().isEmpty()) {
      return Map.of(); // controls that compute nothing
    }
    terminal.err().println("Verifying the backends against PyTorch and the float64 oracle");
    Map<String, String> wrong = new LinkedHashMap<>();
    for (String backend : plan.backends()) {
      for (Precision precision : precisions(plan)) {
        for (int threads : threads(plan, backend)) {
          if (shutdown.requested()) {
            return wrong;
          }
          List<String> failures = failures(backend, precision, threads);
          if (!failures.isEmpty() && !shutdown.requested()) {
            String where =
                precision.label() + (threads == 1 ? "" : " on " + ThreadCounts.words(threads));
            String reason = "in " + where + ", " + failures.get(0);
            terminal.warn(backend + " is wrong and will not be timed: " + reason);
            wrong.putIfAbsent(backend, reason);
          }
        }
      }
    }
    return wrong;
  }

  /** The precisions of the cells; controls that do not name one run in float32. */
  private static List<Precision> precisions(Plan plan) {
    List<Precision> named = plan.valuesOf(Factor.PRECISION).stream().map(Precision::parse).toList();
    return named.isEmpty() ? List.of(Precision.F32) : named;
  }

  /** The numbers of threads of the backend's cells; one where they do not say. */
  private static List<Integer> threads(Plan plan, String backend) {
    List<Integer> threads =
        plan.cells().stream()
            .map(PlannedCell::cell)
            .filter(cell -> cell.backend().equals(backend))
            .flatMapToInt(cell -> cell.threads().stream())
            .distinct()
            .boxed()
            .toList();
    return threads.isEmpty() ? List.of(1) : threads;
  }

  private List<String> failures(String backend, Precision precision, int threads) {
    return backends.verify(backend, precision, threads).failures();
  }
}
