package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.JmhResultReader;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real runs that are killed and resumed: once in every build, and at random moments with {@code
 * -Dtests=all}, where {@code -Dbackprop-bench.test.kills=20} sets how often, and {@code
 * -Dbackprop-bench.test.seed} repeats the moments of an earlier test.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("backprop-bench.test.kills", 5);
  private static final long SEED = Long.getLong("backprop-bench.test.seed", System.nanoTime());
  private static final int ROUNDS = 3;
  private static final int CELLS = 4;

  /** From the start of the program to somewhere in its forks. */
  private static final int LATEST_KILL_MILLISECONDS = 8000;

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** In which forks must have noticed that their run is gone. */
  private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(2);

  @TempDir Path temporary;

  @Test
  @Tag("slow")
  void goesOnFromWhatWasMeasuredBeforeTheKill() throws IOException, InterruptedException {
    Path folder = temporary.resolve("run");
    ProgramProcess program =
        ProgramProcess.start(
            "resources",
            "run",
            "--backends=arrays",
            "--batches=1,8",
            "--rounds=1",
            "--out=" + folder);
    Path journal = folder.resolve(RunFolder.JOURNAL);
    await(START_LIMIT, () -> journal.toFile().length() > 0);
    kill(program);
    requireSound(folder);
    String first = Files.readAllLines(journal).get(0);
    requireFinished(resume(folder).end());
    assertThat(forks(folder)).hasSize(2).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(journal)).startsWith(first);
    assertThat(shape(folder)).hasSize(2);
  }

  @Test
  @Tag("slow")
  void endsAsIfItHadNeverBeenKilled() throws IOException, InterruptedException {
    Path killed = shortRun("killed");
    Random random = new Random(SEED);
    for (int i = 0; i < KILLS; i++) {
      ProgramProcess program = resume(killed);
      Thread.sleep(random.nextInt(LATEST_KILL_MILLISECONDS));
      kill(program);
      requireSound(killed);
    }
    requireFinished(resume(killed).end());
    Path whole = shortRun("whole");
    requireFinished(resume(whole).end());

    assertThat(forks(killed)).as("seed " + SEED).isEqualTo(forks(whole)).hasSize(ROUNDS * CELLS);
    assertThat(files(killed)).isEqualTo(files(whole));
    assertThat(shape(killed)).isEqualTo(shape(whole)).hasSize(CELLS);
    RunResults results = RunResults.read(RunFolder.open(killed));
    assertThat(results.measurements()).allMatch(Measurement::isOk);
    assertThat(results.losses())
        .isEqualTo(RunResults.read(RunFolder.open(whole)).losses())
        .isNotEmpty();
  }

  /** A run that is described and not begun, with the shortest of iterations. */
  private Path shortRun(String name) throws IOException, InterruptedException {
    Path folder = temporary.resolve(name);
    ProgramProcess program =
        ProgramProcess.start(
            "resources",
            "run",
            "--backends=arrays,ejml",
            "--batches=1,8",
            "--rounds=" + ROUNDS,
            "--seed=11",
            "--out=" + folder);
    Path description = folder.resolve(RunFolder.RUN);
    await(START_LIMIT, () -> Files.exists(description));
    kill(program);
    String json = Files.readString(description);
    String shorter = json.replaceAll("\"milliseconds\" : [0-9]+", "\"milliseconds\" : 20");
    assertThat(shorter).isNotEqualTo(json);
    Files.writeString(description, shorter);
    // What was measured in the meantime was measured otherwise.
    Files.writeString(folder.resolve(RunFolder.JOURNAL), "");
    return folder;
  }

  private static ProgramProcess resume(Path folder) throws IOException {
    return ProgramProcess.start("resources", "run", "--resume=" + folder);
  }

  /** Kills the program alone; its forks must see to their own end. */
  private static void kill(ProgramProcess program) throws InterruptedException {
    List<ProcessHandle> forks = program.descendants();
    program.handle().destroyForcibly();
    program.end();
    await(ORPHAN_LIMIT, () -> forks.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** What a run has after a kill: nothing twice, nothing that failed, nothing damaged. */
  private static void requireSound(Path folder) throws IOException {
    List<Measurement> measurements = RunFolder.open(folder).measurements();
    assertThat(measurements).allMatch(Measurement::isOk);
    assertThat(forks(folder)).doesNotHaveDuplicates();
  }

  private static void requireFinished(Program program) {
    assertThat(program.status()).as(program.err()).isEqualTo(ExitStatus.DONE);
  }

  /** What was measured when, in the order of the journal. */
  private static List<String> forks(Path folder) throws IOException {
    return RunFolder.open(folder).measurements().stream()
        .map(fork -> fork.round() + " " + fork.cell().label())
        .toList();
  }

  private static List<String> files(Path folder) {
    String[] names = folder.toFile().list();
    assertThat(names).isNotNull();
    return Arrays.stream(names).sorted().toList();
  }

  /** The cells of JMH's file with the number of values of each fork. */
  private static List<String> shape(Path folder) throws IOException {
    return JmhResultReader.read(folder.resolve(RunFolder.JMH_RESULT)).stream()
        .map(result -> result.cell().label() + result.forks().stream().map(List::size).toList())
        .toList();
  }

  private static void await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
