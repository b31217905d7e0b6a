package io.github.backpropbench.results;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** What JMH itself writes for given results. */
final class JmhOutput {
  /** What an iteration reports: its primary result and any others. */
  record Iteration(List<Result<?>> results) {}

  record Fork(List<Iteration> iterations) {}

  private JmhOutput() {}

  static String json(CellKey cell, ForkJvm jvm, Mode mode, Fork... forks) {
    BenchmarkParams params = params(cell, jvm, mode, forks.length);
    List<BenchmarkResult> results = new ArrayList<>();
    for (Fork fork : forks) {
      List<IterationResult> iterations = new ArrayList<>();
      for (Iteration iteration : fork.iterations()) {
        IterationResult result = new IterationResult(params, params.getMeasurement(), null);
        result.addResults(iteration.results());
        iterations.add(result);
      }
      results.add(new BenchmarkResult(params, iterations));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ResultFormatFactory.getInstance(ResultFormatType.JSON, out)
        .writeOut(List.of(new RunResult(params, results)));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static BenchmarkParams params(CellKey cell, ForkJvm jvm, Mode mode, int forks) {
    WorkloadParams workload = new WorkloadParams();
    cell.parameters().forEach((name, value) -> workload.put(name, value, 0));
    IterationSettings settings = SampleRun.ITERATIONS;
    return new BenchmarkParams(
        cell.benchmark(),
        "generated",
        true,
        1,
        new int[] {1},
        List.of(),
        forks,
        0,
        iterations(IterationType.WARMUP, settings.warmup()),
        iterations(IterationType.MEASUREMENT, settings.measurement()),
        mode,
        workload,
        TimeUnit.MICROSECONDS,
        1,
        jvm.executable(),
        jvm.arguments(),
        jvm.jdkVersion(),
        jvm.vmName(),
        jvm.vmVersion(),
        "1.37",
        TimeValue.seconds(60));
  }

  private static IterationParams iterations(IterationType type, Iterations iterations) {
    return new IterationParams(type, iterations.count(), iterations.time(), 1);
  }
}
