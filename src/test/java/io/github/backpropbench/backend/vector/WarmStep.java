package io.github.backpropbench.backend.vector;

import io.github.backpropbench.benchmark.TrainingStepBenchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A program that prints what a step allocates, by JMH in this JVM. */
final class WarmStep {
  private WarmStep() {}

  public static void main(String[] arguments) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(TrainingStepBenchmark.class.getName() + ".step")
                    .param("backend", "vector")
                    .param("gradient", "manual")
                    .param("optimizer", "sgd")
                    .param("shape", "6-12-1")
                    .param("batch", "4096")
                    .forks(0)
                    .warmupIterations(8)
                    .warmupTime(TimeValue.milliseconds(200))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.milliseconds(20))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .runSingle();
    // JMH's own objects are among them.
    System.out.printf(
        "%.1f kB per step%n",
        result.getSecondaryResults().values().stream()
                .filter(one -> one.getLabel().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(one -> one.getScore())
                .sum()
            / 1000);
  }
}
