package io.github.backpropbench.cli;

import io.github.backpropbench.harness.BenchmarkRun;
import io.github.backpropbench.harness.EnvironmentProbe;
import io.github.backpropbench.harness.Preflight;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.results.LossFile;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The course of a run: verify, measure in rounds, train the experiment, write and print the report.
 * A new run and a resumed one take the same course; a stopped one skips what is left of it.
 */
final class RunSession {
  private final Terminal terminal;
  private final LoadedBackends backends;
  private final RunFolder folder;
  private final RunDescription description;

  /** As it is now; that of the description is the one of the run's start. */
  private final Environment environment;

  private RunSession(
      Terminal terminal,
      LoadedBackends backends,
      RunFolder folder,
      RunDescription description,
      Environment environment) {
    this.terminal = terminal;
    this.backends = backends;
    this.folder = folder;
    this.description = description;
    this.environment = environment;
  }

  /**
   * Makes the folder of a new run.
   *
   * @param arguments the command line that repeats the run
   * @param out the folder; null for a new one below the default
   */
  static RunSession start(
      Terminal terminal,
      LoadedBackends backends,
      Plan plan,
      List<String> arguments,
      @Nullable Path out)
      throws InvalidResultsException {
    Environment environment = EnvironmentProbe.probe(backends.descriptions());
    RunDescription description = new RunDescription(arguments, plan, environment);
    RunFolder folder =
        out == null
            ? DefaultFolder.create(plan.profile(), description)
            : RunFolder.create(out, description);
    return new RunSession(terminal, backends, folder, description, environment);
  }

  /** Goes on with a run that is not complete. */
  static RunSession resume(Terminal terminal, LoadedBackends backends, Path path)
      throws InvalidResultsException {
    RunFolder folder = RunFolder.open(path);
    RunDescription description = folder.description();
    Environment now = EnvironmentProbe.probe(backends.descriptions());
    Resumption.requireSame(folder, description, now, backends);
    return new RunSession(terminal, backends, folder, description, now);
  }

  /** Runs what is missing and returns the exit status. */
  int run() throws InvalidResultsException {
    try (GracefulShutdown shutdown = GracefulShutdown.listen();
        Journal journal = folder.openJournal()) {
      List<Measurement> known = folder.measurements();
      RunOpening.print(terminal, description, folder, known, backends);
      warn();
      Map<String, String> wrong =
          new RunVerification(terminal, backends).wrong(description.plan(), shutdown);
      return measureAndClose(known, journal, wrong, shutdown);
    } catch (InvalidResultsException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidResultsException(
          folder.resolve(RunFolder.JOURNAL) + " cannot be closed: " + e.getMessage(), e);
    }
  }

  /** What can go wrong in here, such as a full disk, costs at most the fork that measures. */
  private int measureAndClose(
      List<Measurement> known,
      Journal journal,
      Map<String, String> wrong,
      GracefulShutdown shutdown)
      throws InvalidResultsException {
    try {
      if (!shutdown.requested()) {
        measure(known, journal, wrong, shutdown);
      }
      if (!shutdown.requested()) {
        train(wrong);
      }
      return new RunClosing(terminal, folder).finish();
    } catch (InvalidResultsException e) {
      throw new InvalidResultsException(
          "%s; the finished forks are kept, and run --resume %s goes on from there"
              .formatted(e.getMessage(), folder.path()),
          e);
    }
  }

  private void warn() {
    List<String> ofMachine = Preflight.warnings(environment);
    List<String> ofBackends = backends.warnings(description.plan().backends());
    Stream.concat(ofMachine.stream(), ofBackends.stream())
        .forEach(warning -> terminal.warn("Warning: " + warning));
  }

  private void measure(
      List<Measurement> known,
      Journal journal,
      Map<String, String> wrong,
      GracefulShutdown shutdown)
      throws InvalidResultsException {
    Plan plan = description.plan();
    BenchmarkRun run = new BenchmarkRun(plan, wrong);
    shutdown.whenRequested(run::stop);
    try (RunProgress progress = RunProgress.on(terminal, new RunEstimate(plan, known))) {
      run.run(known, journal, progress);
    }
  }

  private void train(Map<String, String> wrong) throws InvalidResultsException {
    List<String> right =
        description.plan().backends().stream().filter(name -> !wrong.containsKey(name)).toList();
    List<LossCurve> curves = Experiment.curves(backends, right);
    folder.write(RunFolder.LOSSES, LossFile.format(curves));
  }
}
