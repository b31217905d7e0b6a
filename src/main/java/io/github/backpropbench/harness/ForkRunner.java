package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.FinalLossProfiler;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.PlannedCell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Version;

/** Measures one cell in one JVM of its own, by JMH. */
final class ForkRunner {
  private final List<String> jvmArguments;
  private final Map<String, String> wrongBackends;

  /**
   * @param jvmArguments what is added to the JVM of each fork
   * @param wrongBackends for which no fork is started, with the reason
   */
  ForkRunner(List<String> jvmArguments, Map<String, String> wrongBackends) {
    this.jvmArguments = jvmArguments;
    this.wrongBackends = wrongBackends;
  }

  /** Starts the fork, waits for it, and returns what it measured or why it failed. */
  Measurement run(PlannedCell planned, int round) {
    Instant start = Instant.now();
    String wrong = wrongBackends.get(planned.cell().parameter("backend"));
    if (wrong != null) {
      return failure(planned, round, start, "failed the verification: " + wrong);
    }
    QuietOutput output = new QuietOutput();
    try (ForkWatch ignored = ForkWatch.start(limit(planned.iterations()))) {
      for (RunResult result : new Runner(options(planned), output).run()) {
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
          return new ForkResult(fork)
              .measurement(planned, round, start.toString(), secondsSince(start));
        }
      }
      return failure(planned, round, start, "JMH knows no benchmark of this name");
    } catch (RunnerException e) {
      return failure(planned, round, start, FailureReason.of(e, output.lastLines()));
    }
  }

  private OptionsBuilder options(PlannedCell planned) {
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
            .jvmArgsAppend(jvmArguments.toArray(String[]::new))
            .addProfiler(GCProfiler.class);
    cell.parameters().forEach(options::param);
    if (cell.benchmark().equals(BenchmarkKind.CONVERGENCE.method())) {
      options.addProfiler(FinalLossProfiler.class);
    }
    return builder;
  }

  /**
   * How long a fork may take: ten times what its iterations are told to take, since a benchmark's
   * single call may be longer than an iteration, and two minutes for its start and verification.
   */
  static Duration limit(IterationSettings iterations) {
    long milliseconds =
        iterations.warmup().count() * iterations.warmup().milliseconds()
            + iterations.measurement().count() * iterations.measurement().milliseconds();
    return Duration.ofMinutes(2).plusMillis(10 * milliseconds);
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

  /** JMH starts its forks with the JVM that it runs in itself. */
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
