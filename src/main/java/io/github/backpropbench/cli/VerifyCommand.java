package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Precision;
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
final class VerifyCommand implements Callable<Integer>, UsesBackends {
  @Spec private CommandSpec spec;

  @Option(
      names = "--backends",
      split = ",",
      paramLabel = "NAME",
      description = "default all that are available")
  private List<String> backends = List.of();

  private final TextTable table =
      new TextTable(
          "backend",
          "precision",
          "trainings",
          "worst loss error",
          "worst parameter error",
          "allowed",
          "verdict");
  private final List<String> failures = new ArrayList<>();

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Backends known = Backends.load();
    for (String backend : known.select(backends)) {
      for (Precision precision : Precision.values()) {
        verify(known, backend, precision);
      }
    }
    table.lines().forEach(terminal.out()::println);
    failures.forEach(terminal.out()::println);
    return failures.isEmpty() ? ExitStatus.DONE : ExitStatus.NO;
  }

  private void verify(Backends known, String backend, Precision precision) {
    try {
      BackendVerification verification =
          BackendVerification.of(backend, known.kernel(backend, precision));
      FixtureVerification fixtures = verification.fixtures();
      table.row(
          backend,
          precision.label(),
          Integer.toString(fixtures.trainings()),
          scientific(fixtures.worstLossError()),
          scientific(fixtures.worstParameterError()),
          scientific(fixtures.tolerance()),
          verification.passed() ? "right" : "WRONG");
      verification.failures().forEach(failure -> fail(backend, precision, failure));
    } catch (RuntimeException | LinkageError e) {
      table.row(backend, precision.label(), "-", "-", "-", "-", "FAILED");
      fail(backend, precision, e.toString());
    }
  }

  private void fail(String backend, Precision precision, String reason) {
    failures.add(backend + " " + precision.label() + ": " + reason);
  }

  private static String scientific(double number) {
    return String.format(Locale.ROOT, "%.1e", number);
  }
}
