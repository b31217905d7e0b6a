package io.github.backpropbench.cli;

import io.github.backpropbench.harness.BenchmarkRun;
import io.github.backpropbench.harness.EnvironmentProbe;
import io.github.backpropbench.harness.Preflight;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.harness.ResumeCheck;
import io.github.backpropbench.report.RunReport;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.EvaluationFile;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.JmhResultWriter;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.results.LossFile;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The course of a run: announce it, warn of what could disturb it, verify, measure in rounds, train
 * the experiment, write and print the report. New and resumed runs take the same course; a run that
 * is stopped skips to the report.
 */
final class RunSession {
  private static final Path DEFAULT_PARENT = Path.of("bench-results");

  /** Makes the names of folders sort by time. */
  private static final DateTimeFormatter FOLDER_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

  private final Terminal terminal;
  private final LoadedBackends backends;
  private final RunFolder folder;
  private final Plan plan;
  private final List<EvaluationCurve> curves;

  /** The environment now; the description of a resumed run has that of its start. */
  private final Environment environment;

  private RunSession(
      Terminal terminal,
      LoadedBackends backends,
      RunFolder folder,
      Plan plan,
      List<EvaluationCurve> curves,
      Environment environment) {
    this.curves = curves;
    this.terminal = terminal;
    this.backends = backends;
    this.folder = folder;
    this.plan = plan;
    this.environment = environment;
  }

  /**
   * Makes the folder of a new run.
   *
   * @param curves of the trainings to a target in the plan
   * @param arguments the command line that repeats the run
   * @param out the folder; null for a new one in {@code bench-results}
   */
  static RunSession start(
      Terminal terminal,
      LoadedBackends backends,
      Plan plan,
      List<EvaluationCurve> curves,
      List<String> arguments,
      @Nullable Path out)
      throws InvalidResultsException {
    Environment environment = EnvironmentProbe.probe(backends.descriptions());
    RunDescription description = new RunDescription(arguments, plan, environment);
    Path path = out == null ? defaultPath(plan.profile()) : out;
    RunFolder folder =
        RunFolder.create(
            path,
            description,
            curves.isEmpty()
                ? Map.of()
                : Map.of(RunFolder.EVALUATIONS, EvaluationFile.format(curves)));
    return new RunSession(terminal, backends, folder, plan, curves, environment);
  }

  /** {@code bench-results/<time>-<profile>}, with a number appended if that exists. */
  private static Path defaultPath(String profile) {
    String name = LocalDateTime.now().format(FOLDER_TIME) + "-" + profile;
    Path path = DEFAULT_PARENT.resolve(name);
    for (int number = 2; Files.exists(path); number++) {
      path = DEFAULT_PARENT.resolve(name + "-" + number);
    }
    return path;
  }

  /**
   * Continues a run that was stopped.
   *
   * @throws UserException if the rest would be measured under other conditions, which are named
   * @throws InvalidResultsException if the folder's files are damaged or not those of this run
   */
  static RunSession resume(Terminal terminal, Path path) throws InvalidResultsException {
    RunFolder folder = RunFolder.open(path);
    RunDescription description = folder.description();
    LoadedBackends backends = LoadedBackends.with(PluginBackends.measuredIn(description));
    Environment now = EnvironmentProbe.probe(backends.descriptions());
    List<String> differences = ResumeCheck.differences(description, now);
    if (!differences.isEmpty()) {
      throw new UserException(
          "the run in %s cannot be resumed, since the rest would be measured under other conditions: %s. Restore what has changed, or start a new run"
              .formatted(folder.path(), String.join("; ", differences)));
    }
    Plan plan = description.plan();
    backends.select(plan.backends());
    ResumeCheck.requireOwnJournal(folder.resolve(RunFolder.JOURNAL), plan);
    List<EvaluationCurve> curves = folder.evaluations();
    ReachableCells.requireUnchanged(plan.cells().stream().map(PlannedCell::cell).toList(), curves);
    return new RunSession(terminal, backends, folder, plan, curves, now);
  }

  /** Runs what is missing and returns the exit status. */
  int run() throws InvalidResultsException {
    try (GracefulShutdown shutdown = GracefulShutdown.listen();
        Journal journal = folder.openJournal()) {
      List<Measurement> known = folder.measurements();
      announce(known);
      warn();
      Map<String, String> wrong =
          new RunVerification(terminal, backends).wrongBackends(plan, shutdown);
      return measureAndReport(known, journal, wrong, shutdown);
    } catch (InvalidResultsException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidResultsException(
          folder.resolve(RunFolder.JOURNAL) + " cannot be closed: " + e.getMessage(), e);
    }
  }

  /** A failure in here, such as a full disk, costs at most the fork that is being measured. */
  private int measureAndReport(
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
      return report();
    } catch (InvalidResultsException e) {
      throw new InvalidResultsException(
          "%s; the finished forks are kept, and run --resume %s continues from there"
              .formatted(e.getMessage(), folder.path()),
          e);
    }
  }

  private void announce(List<Measurement> known) {
    PrintWriter out = terminal.out();
    if (plan.profile().equals(Profile.QUICK.label())) {
      out.println("A quick look; for numbers to base decisions on, use 'run --profile standard'.");
    }
    BackendsCommand.print(backends, out);
    announcePlan(out);
    if (!known.isEmpty()) {
      out.printf(
          "Resumed: %s already done%s%n",
          Phrases.count(known.size(), "fork"),
          BenchmarkRun.isComplete(plan, known)
              ? ", which is all of them; the files are written again"
              : "");
    }
    out.println("Results: " + folder.path());
    out.println("Time: about " + RunEstimate.text(new RunEstimate(plan, known).left()));
  }

  private void announcePlan(PrintWriter out) {
    Effort effort = plan.effort();
    String atLeast = effort.isForTheAnswer() ? "at least " : "";
    out.printf(
        "Plan: %s × %s%s = %s%s, in an order shuffled with seed %d%n",
        Phrases.count(plan.cells().size(), "cell"),
        atLeast,
        Phrases.count(plan.rounds(), "round"),
        atLeast,
        Phrases.count(plan.forks(), "fork"),
        plan.seed());
    if (effort.isForTheAnswer()) {
      out.println(
          "  then more rounds, and more forks of what the answer leaves open, until the time is up");
    }
    Double target = effort.precisionTarget();
    if (target != null) {
      out.printf(
          Locale.ROOT,
          "  then more forks of what is not yet known to ± %.3g %%, until the budget is spent%n",
          100 * target);
    }
  }

  private void warn() {
    List<String> ofMachine = Preflight.warnings(environment);
    List<String> ofBackends = backends.warnings(plan.backends());
    Stream.concat(ofMachine.stream(), ofBackends.stream())
        .forEach(warning -> terminal.warn("Warning: " + warning));
  }

  private void measure(
      List<Measurement> known,
      Journal journal,
      Map<String, String> wrong,
      GracefulShutdown shutdown)
      throws InvalidResultsException {
    BenchmarkRun run = new BenchmarkRun(plan, wrong, curves, backends::pluginArguments);
    shutdown.whenRequested(run::stop);
    try (RunProgress progress = RunProgress.on(terminal, new RunEstimate(plan, known))) {
      run.run(known, journal, progress);
    }
  }

  /** Trains the original experiment, which a run of trainings to a target is not about. */
  private void train(Map<String, String> wrong) throws InvalidResultsException {
    if (plan.cells().stream().allMatch(planned -> planned.cell().trainsToTarget())) {
      return;
    }
    List<String> right = plan.backends().stream().filter(name -> !wrong.containsKey(name)).toList();
    folder.write(
        RunFolder.LOSSES,
        LossFile.format(right.stream().flatMap(name -> experiment(name).stream()).toList()));
  }

  /** A plug-in that fails here, after its forks, costs its curves and not the report. */
  private List<LossCurve> experiment(String backend) {
    try {
      return backends.experiment(backend);
    } catch (UserException e) {
      terminal.warn("Warning: " + e.getMessage());
      return List.of();
    }
  }

  /** Writes what is made from the journal, prints the report, and returns the exit status. */
  private int report() throws InvalidResultsException {
    RunResults results = RunResults.read(folder);
    List<Measurement> measurements = results.measurements();
    folder.write(RunFolder.JMH_RESULT, JmhResultWriter.format(measurements));
    RunReport report = RunReport.of(results);
    folder.write(report.files(folder.path()));
    terminal.out().println(report.text());
    if (BenchmarkRun.isComplete(plan, measurements)) {
      terminal.out().println("The run is in " + folder.path());
    } else {
      terminal
          .out()
          .printf("Stopped after %s. To continue:%n", Phrases.count(measurements.size(), "fork"))
          .printf("  run --resume %s%n", folder.path());
    }
    return measurements.stream().allMatch(Measurement::isOk) ? ExitStatus.DONE : ExitStatus.NO;
  }
}
