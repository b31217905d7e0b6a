package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.FinalLossProfiler;
import io.github.backpropbench.benchmark.TargetProfiler;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.PlannedCell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Version;

/** Has JMH measure one cell in a new JVM. */
final class ForkRunner {
  /** For the start of the JVM, and the set-up of its cell with the verification. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  /** How much longer than planned iterations may take: a single call may exceed an iteration. */
  private static final int ITERATION_SLACK = 20;

  private static final long SIGNAL_MILLISECONDS = 300;

  private final List<String> jvmArguments;
  private final Map<String, String> wrongBackends;
  private final Function<CellKey, List<String>> cellArguments;
  private final Function<CellKey, List<String>> backendArguments;
  private final Duration startLimit;
  private final ClassArchive archive;

  /**
   * @param jvmArguments added to the command line of each fork
   * @param wrongBackends backends for which no fork is started, with the reason
   * @param cellArguments what the forks of a cell are told in addition, which says nothing about
   *     how they measure
   * @param backendArguments added to the command line of the forks of a cell's backend
   * @param archive speeds the start of the forks up
   */
  ForkRunner(
      List<String> jvmArguments,
      Map<String, String> wrongBackends,
      Function<CellKey, List<String>> cellArguments,
      Function<CellKey, List<String>> backendArguments,
      ClassArchive archive) {
    this(jvmArguments, wrongBackends, cellArguments, backendArguments, START_LIMIT, archive);
  }

  /**
   * @param startLimit how long a fork may take in addition to its iterations
   */
  ForkRunner(
      List<String> jvmArguments,
      Map<String, String> wrongBackends,
      Function<CellKey, List<String>> cellArguments,
      Function<CellKey, List<String>> backendArguments,
      Duration startLimit,
      ClassArchive archive) {
    this.archive = archive;
    this.cellArguments = cellArguments;
    this.backendArguments = backendArguments;
    this.jvmArguments = jvmArguments;
    this.wrongBackends = wrongBackends;
    this.startLimit = startLimit;
  }

  /**
   * Starts the fork, waits for it, and returns what it measured or why it failed.
   *
   * @throws MachineBusyException if another program keeps measuring with JMH
   */
  Measurement run(PlannedCell planned, int round) {
    return JmhLock.whenFree(() -> attempt(planned, round));
  }

  private Measurement attempt(PlannedCell planned, int round) throws RunnerException {
    Instant start = Instant.now();
    String wrong = wrongBackends.get(planned.cell().backend());
    if (wrong != null) {
      return failure(planned, round, start, "failed the verification: " + wrong);
    }
    if (!isCold(planned)) {
      archive.make(arguments -> runOnce(planned, arguments));
    }
    start = Instant.now();
    QuietOutput output = new QuietOutput();
    Duration limit = limit(planned.iterations());
    try (ForkTimeout timeout = ForkTimeout.start(limit)) {
      try {
        List<String> unrecorded =
            unrecorded(planned.cell(), isCold(planned) ? List.of() : archive.jvmArguments());
        for (RunResult result : new Runner(options(planned, unrecorded), output).run()) {
          for (BenchmarkResult fork : result.getBenchmarkResults()) {
            return new ForkResult(fork, unrecorded)
                .measurement(planned, round, start.toString(), secondsSince(start))
                .withWarmup(warmup(planned.cell(), output));
          }
        }
        return failure(planned, round, start, "JMH knows no benchmark of this name");
      } catch (RunnerException e) {
        if (JmhLock.isTaken(e)) {
          throw e;
        }
        awaitSignal();
        String reason =
            timeout.hasExpired()
                ? "did not end within " + limit.toSeconds() + " s and was killed"
                : FailureReason.of(e, output.lastLines());
        return failure(planned, round, start, reason);
      }
    }
  }

  /** Users have no archive of classes, which would make a cold training faster. */
  private static boolean isCold(PlannedCell planned) {
    String start = planned.cell().value(Factor.START);
    return !start.isEmpty() && !Factor.START.defaults().contains(start);
  }

  /** Of trainings to a target, whose iterations have different seeds, they say nothing. */
  private static List<Double> warmup(CellKey cell, QuietOutput output) {
    return cell.trainsToTarget() ? List.of() : output.warmupScores();
  }

  /**
   * Ctrl-C reaches the fork and this JVM at the same time. If the fork ends first, this gives this
   * JVM time to notice the signal, so that the run is stopped before the fork counts as failed.
   */
  private static void awaitSignal() {
    try {
      Thread.sleep(SIGNAL_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Arguments of a fork that say nothing about how it measures. */
  private List<String> unrecorded(CellKey cell, List<String> ofArchive) {
    return Stream.of(ofArchive, cellArguments.apply(cell), List.of(ParentWatchdog.jvmArgument()))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Runs a fork of the cell as briefly as possible. If it fails, so will the fork that counts.
   *
   * @throws RunnerException if another program measures with JMH
   */
  private void runOnce(PlannedCell planned, List<String> furtherArguments) throws RunnerException {
    IterationSettings once = new IterationSettings(new Iterations(0, 1), new Iterations(1, 1));
    try (ForkTimeout timeout = ForkTimeout.start(startLimit)) {
      new Runner(
              options(
                  new PlannedCell(planned.cell(), once),
                  unrecorded(planned.cell(), furtherArguments)),
              new QuietOutput())
          .run();
    } catch (RunnerException e) {
      if (JmhLock.isTaken(e)) {
        throw e;
      }
    }
  }

  private OptionsBuilder options(PlannedCell planned, List<String> furtherArguments) {
    CellKey cell = planned.cell();
    IterationSettings iterations = planned.iterations();
    OptionsBuilder builder = new OptionsBuilder();
    ChainedOptionsBuilder options =
        builder
            .include("^" + Pattern.quote(cell.benchmark()) + "$")
            .forks(1)
            .threads(1)
            .warmupIterations(iterations.warmup().count())
            .warmupTime(iterations.warmup().time())
            .measurementIterations(iterations.measurement().count())
            .measurementTime(iterations.measurement().time())
            .shouldFailOnError(true)
            .jvmArgsAppend(
                Stream.of(jvmArguments, backendArguments.apply(cell), furtherArguments)
                    .flatMap(List::stream)
                    .toArray(String[]::new))
            .addProfiler(ParentWatchdog.class)
            .addProfiler(GCProfiler.class);
    cell.parameters().forEach(options::param);
    if (BenchmarkKind.CONVERGENCE.measures(cell)) {
      options.addProfiler(cell.trainsToTarget() ? TargetProfiler.class : FinalLossProfiler.class);
    }
    return builder;
  }

  /** How long a fork may take: its start, and many times its planned iterations. */
  private Duration limit(IterationSettings iterations) {
    long milliseconds =
        iterations.warmup().count() * iterations.warmup().milliseconds()
            + iterations.measurement().count() * iterations.measurement().milliseconds();
    return startLimit.plusMillis(ITERATION_SLACK * milliseconds);
  }

  private Measurement failure(PlannedCell planned, int round, Instant start, String reason) {
    return new Measurement(
        round,
        planned.cell(),
        Measurement.Status.FAILED,
        reason,
        start.toString(),
        secondsSince(start),
        "",
        "",
        List.of(),
        new TreeMap<>(),
        planned.iterations(),
        thisJvm(),
        1,
        Version.getPlainVersion());
  }

  /** JMH starts its forks with the JVM that it runs in. */
  private ForkJvm thisJvm() {
    return new ForkJvm(
        System.getProperty("java.home", ""),
        System.getProperty("java.version", ""),
        System.getProperty("java.vm.name", ""),
        System.getProperty("java.vm.version", ""),
        jvmArguments);
  }

  private static double secondsSince(Instant start) {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }
}
