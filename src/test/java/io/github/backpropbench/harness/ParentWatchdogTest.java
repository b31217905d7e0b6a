package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.PlannedCell;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A fork that would never end, of a run that is killed. */
class ParentWatchdogTest {

  @Test
  void aForkEndsWithTheRunThatStartedIt() throws IOException, InterruptedException {
    Process run = start();
    try {
      // Two seconds later the fork has connected to its run and hangs in its set-up.
      await(Duration.ofSeconds(60), () -> run.descendants().anyMatch(ParentWatchdogTest::isFork));
      Thread.sleep(2000);
      List<ProcessHandle> forks = run.descendants().toList();
      assertThat(forks).isNotEmpty().allMatch(ProcessHandle::isAlive);
      run.destroyForcibly();
      // It looks four times a second; the rest is for a machine that runs other tests as well.
      await(Duration.ofSeconds(10), () -> forks.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      run.descendants().forEach(ProcessHandle::destroyForcibly);
      run.destroyForcibly();
    }
  }

  private static boolean isFork(ProcessHandle process) {
    return process.info().commandLine().orElse("ForkedMain").contains("ForkedMain");
  }

  private static Process start() throws IOException {
    String classPath =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + Path.of("src", "test", "wrong-backend").toAbsolutePath();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            classPath,
            ParentWatchdogTest.class.getName())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** Runs as the parent process. */
  public static void main(String[] arguments) {
    IterationSettings settings =
        new IterationSettings(new Iterations(1, 10), new Iterations(1, 10));
    CellKey cell =
        new CellKey(
            BenchmarkKind.TRAINING_STEP.method(),
            Map.of(
                "backend", "hanging",
                "precision", "f32",
                "shape", "3-2-1",
                "batch", "8",
                "bias", "true",
                "gradient", "manual",
                "optimizer", "sgd"));
    new ForkRunner(List.of(), Map.of(), any -> List.of(), any -> List.of(), ClassArchive.none())
        .run(new PlannedCell(cell, settings), 1);
  }

  private static void await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
