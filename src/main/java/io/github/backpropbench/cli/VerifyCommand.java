package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code verify}: whether the backends compute what they should. */
@Command(
    name = "verify",
    description =
        "Checks every backend against PyTorch's training runs and a float64 oracle; exit status 1"
            + " if one is wrong, or a plug-in that was named cannot be used.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VerifyCommand implements Callable<Integer>, NeedsBackendFlags {
  private static final List<Column> COLUMNS =
      List.of(
          Column.words("backend"),
          Column.words("precision"),
          Column.figure("threads"),
          Column.figure("trainings"),
          Column.figure("worst loss error"),
          Column.figure("worst parameter error"),
          Column.figure("allowed"),
          Column.words("verdict"));

  @Spec private CommandSpec spec;

  @Mixin private BackendOptions backends = new BackendOptions();

  private final List<Row> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    LoadedBackends known = backends.load();
    known.failures().forEach(failure -> terminal.warn("Not verified: " + failure));
    ThreadCounts threads = backends.select(known, terminal, "Not verified");
    threads
        .byBackend()
        .forEach(
            (backend, numbers) -> {
              for (Precision precision : known.precisions(backend)) {
                numbers.forEach(number -> verify(known, backend, precision, number));
              }
            });
    Terminal.lines(COLUMNS, rows).forEach(terminal.out()::println);
    failures.stream()
        .flatMap(text -> Terminal.lines(text).stream())
        .forEach(terminal.out()::println);
    boolean all = known.failures().isEmpty() || !backends.namesPlugins();
    return failures.isEmpty() && all ? ExitStatus.DONE : ExitStatus.NO;
  }

  private void verify(LoadedBackends known, String backend, Precision precision, int number) {
    String subject = backend + " " + precision.label();
    if (number > 1) {
      subject += " on " + ThreadCounts.words(number);
    }
    VerifiedBackend verified = known.verify(backend, precision, number);
    if (verified.isComplete()) {
      row(
          backend,
          precision.label(),
          Integer.toString(number),
          Integer.toString(verified.trainings()),
          scientific(verified.worstLossError()),
          scientific(verified.worstParameterError()),
          scientific(verified.tolerance()),
          verified.passed() ? "right" : "WRONG");
    } else {
      row(backend, precision.label(), Integer.toString(number), "-", "-", "-", "-", "FAILED");
    }
    fail(subject, verified.failures());
  }

  private void row(String... cells) {
    rows.add(Row.of(List.of(cells)));
  }

  /** Keeps the first reason only: a wrong backend fails in a hundred ways. */
  private void fail(String subject, List<String> reasons) {
    if (!reasons.isEmpty()) {
      String more = reasons.size() > 1 ? " (and " + (reasons.size() - 1) + " more)" : "";
      failures.add(subject + ": " + reasons.get(0) + more);
    }
  }

  private static String scientific(double number) {
    return String.format(Locale.ROOT, "%.1e", number);
  }
}
