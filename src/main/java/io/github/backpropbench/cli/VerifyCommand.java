package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.report.document.Column;
import io.github.backpropbench.report.document.Row;
import io.github.backpropbench.verification.BackendVerification;
import io.github.backpropbench.verification.FixtureVerification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify}: which backends compute what they should. */
@Command(
    name = "verify",
    description =
        "Holds every backend against PyTorch's trainings and a float64 oracle; exit status 1 if one"
            + " is wrong.",
    mixinStandardHelpOptions = true)
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

  @Option(
      names = "--backends",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME,…",
      description = "default all that are available")
  private List<String> backends = List.of();

  @Option(
      names = "--threads",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "N,…",
      converter = Converters.Positive.class,
      description = "threads that each computes on; one that cannot is left out; default 1")
  private List<Integer> threads = List.of();

  private final List<Row> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    LoadedBackends known = LoadedBackends.load();
    ThreadCounts lanes =
        ThreadCounts.of(known, known.select(backends), !backends.isEmpty(), threads);
    lanes.left().forEach(sentence -> terminal.warn("Not verified: " + sentence));
    for (String backend : lanes.backends()) {
      for (Precision precision : Precision.values()) {
        for (int number : lanes.threads(backend)) {
          verify(known, backend, precision, number);
        }
      }
    }
    Terminal.lines(COLUMNS, rows).forEach(terminal.out()::println);
    failures.stream()
        .flatMap(text -> Terminal.lines(text).stream())
        .forEach(terminal.out()::println);
    return failures.isEmpty() ? ExitStatus.DONE : ExitStatus.NO;
  }

  private void verify(LoadedBackends known, String backend, Precision precision, int number) {
    String subject = backend + " " + precision.label();
    if (number > 1) {
      subject += " on " + ThreadCounts.words(number);
    }
    try {
      BackendVerification verification =
          BackendVerification.of(backend, known.kernel(backend, precision, number), number);
      FixtureVerification fixtures = verification.fixtures();
      row(
          backend,
          precision.label(),
          Integer.toString(number),
          Integer.toString(fixtures.trainings()),
          scientific(fixtures.worstLossError()),
          scientific(fixtures.worstParameterError()),
          scientific(fixtures.tolerance()),
          verification.passed() ? "right" : "WRONG");
      fail(subject, verification.failures());
    } catch (RuntimeException | LinkageError e) {
      row(backend, precision.label(), Integer.toString(number), "-", "-", "-", "-", "FAILED");
      fail(subject, List.of(e.toString()));
    }
  }

  private void row(String... cells) {
    rows.add(Row.of(List.of(cells)));
  }

  /** The first reason: a backend that is wrong fails in a hundred ways. */
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
