package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are stopped while a fork measures. The program has restarted itself for the sake of a
 * backend, so there are three JVMs: the hardest case.
 */
class StopTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int SIGINT = 2;
  private static final int INTERRUPTED = 128 + SIGINT;
  private static final int TERMINATED = 128 + 15;

  private static final String IGNORED_SIGNALS = "SigIgn:\t";

  private Path folder;

  @BeforeEach
  void newFolder(@TempDir Path temporary) {
    folder = temporary.resolve("run");
  }

  @Test
  void controlCReachesAllOfThemAndLeavesAUsableRun() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs POSIX signals");
    assumeTrue(
        !ignoresInterrupts(), "this JVM, and so its children, ignore SIGINT, as under nohup");
    ProgramProcess process = measuring();
    List<String> kill = new ArrayList<>(List.of("/bin/kill", "-INT"));
    process.descendants().forEach(child -> kill.add(Long.toString(child.pid())));
    kill.add(Long.toString(process.handle().pid()));
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
    assertUsable(process.end(), INTERRUPTED);
  }

  @Test
  @Tag("slow")
  void terminationReachesTheFirstAndLeavesAUsableRun() throws IOException, InterruptedException {
    ProgramProcess process = measuring();
    assumeTrue(process.handle().supportsNormalTermination(), "needs POSIX signals");
    process.handle().destroy();
    assertUsable(process.end(), TERMINATED);
  }

  @Test
  @Tag("slow")
  void noneOfThemOutlivesTheFirst() throws IOException, InterruptedException {
    ProgramProcess process = measuring();
    List<ProcessHandle> others = process.descendants();
    assertThat(others).hasSizeGreaterThanOrEqualTo(2);
    process.handle().destroyForcibly();
    await(() -> others.stream().noneMatch(ProcessHandle::isAlive));
    try (Journal journal = RunFolder.open(folder).openJournal()) {
      assertThat(RunFolder.open(folder).measurements()).allMatch(Measurement::isOk);
    }
    process.end();
  }

  /** As Linux reports; other systems are assumed not to. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    long ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(IGNORED_SIGNALS))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(IGNORED_SIGNALS.length()), 16))
            .findFirst()
            .orElse(0);
    return (ignored >> (SIGINT - 1) & 1) == 1;
  }

  /** A run that has finished a fork and measures the next. */
  private ProgramProcess measuring() throws IOException, InterruptedException {
    ProgramProcess process =
        ProgramProcess.start(
            "needy-backend",
            "run",
            "--backends=needy",
            "--batches=1,8",
            "--rounds=500",
            "--out=" + folder);
    Path journal = folder.resolve(RunFolder.JOURNAL);
    await(() -> journal.toFile().length() > 0 && process.descendants().size() >= 2);
    return process;
  }

  private void assertUsable(Program program, int status) throws IOException {
    assertThat(program.status()).isEqualTo(status);
    RunFolder run = RunFolder.open(folder);
    RunResults results = RunResults.read(run);
    assertThat(results.measurements()).isNotEmpty().allMatch(Measurement::isOk);
    assertThat(run.resolve(RunFolder.JMH_RESULT)).isNotEmptyFile();
    assertThat(run.resolve(RunFolder.REPORT)).isNotEmptyFile();
    assertThat(program.out())
        .contains(
            "Stopped after "
                + Phrases.count(results.measurements().size(), "fork")
                + ". To continue:")
        .contains("run --resume " + folder);
    assertThat(program.err()).doesNotContain("Exception").doesNotContain("incubator", "lost");
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
