package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCheckTest {
  private static final CellKey CELL = SampleRun.trainingStep("ejml", 64);
  private static final RunDescription RUN = SampleRun.description(List.of(CELL), "quick", 2);
  private static final Environment THEN = RUN.environment();

  @Test
  void theSameMachineAndProgramDoNotDiffer() {
    assertThat(ResumeCheck.differences(RUN, THEN)).isEmpty();
  }

  @Test
  void hostCommitAndBackendsThatAreNotMeasuredDoNotMatter() {
    List<BackendDescription> backends = List.of(backend("ejml"), backend("vector"));
    Environment now =
        new Environment(
            "2031-01-01T00:00:00Z",
            "elsewhere",
            THEN.machine(),
            "GNU/Linux 6.2",
            THEN.jvm(),
            "another",
            THEN.jarSha256(),
            backends);
    assertThat(ResumeCheck.differences(RUN, now)).isEmpty();
  }

  @Test
  void anotherJvmJarOrLibraryMatters() {
    HostJvm jvm = new HostJvm("Debian", "17.0.16", THEN.jvm().name(), "17.0.16+8", List.of());
    BackendDescription ejml =
        new BackendDescription("ejml", "EJML", "0.47", "it failed to load", new TreeMap<>());
    Environment now =
        new Environment(
            THEN.timestamp(),
            THEN.host(),
            THEN.machine(),
            THEN.os(),
            jvm,
            THEN.gitCommit(),
            "cd".repeat(32),
            List.of(ejml));
    assertThat(ResumeCheck.differences(RUN, now))
        .contains(
            "the Java version: 17.0.15 then, 17.0.16 now",
            "the JVM's flags: -Xmx512m then, none now",
            "the version of ejml: 0.46.1 then, 0.47 now",
            "the availability of ejml: there then, missing (it failed to load) now",
            "the SHA-256 of the jar: " + "ab".repeat(32) + " then, " + "cd".repeat(32) + " now");
  }

  @Test
  void aJournalOfThePlanIsAccepted(@TempDir Path folder) throws IOException {
    ResumeCheck.requireOwnJournal(journal(folder, measured(1), measured(2)), RUN.plan());
    ResumeCheck.requireOwnJournal(journal(folder), RUN.plan());
  }

  @Test
  void aJournalOfSomethingElseIsRefusedWithTheLine(@TempDir Path folder) throws IOException {
    Measurement otherCell = SampleRun.measurement(1, SampleRun.trainingStep("ejml", 65), 1.0);
    assertRefused(folder, "line 2, measures a cell that is not planned", measured(1), otherCell);
    assertRefused(folder, "line 1, is of a round that is not planned, 3", measured(3));
    assertRefused(
        folder,
        "line 3, measures a cell for the second time in round 1",
        measured(1),
        measured(2),
        measured(1));
  }

  private static void assertRefused(Path folder, String reason, Measurement... lines)
      throws IOException {
    Path journal = journal(folder, lines);
    assertThatThrownBy(() -> ResumeCheck.requireOwnJournal(journal, RUN.plan()))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessageStartingWith(journal + ", " + reason);
  }

  private static Path journal(Path folder, Measurement... lines) throws IOException {
    Path file = folder.resolve("measurements.jsonl");
    Files.deleteIfExists(file);
    try (Journal journal = Journal.open(file)) {
      for (Measurement line : lines) {
        journal.append(line);
      }
    }
    return file;
  }

  private static Measurement measured(int round) {
    return SampleRun.measurement(round, CELL, 1.0);
  }

  private static BackendDescription backend(String name) {
    return THEN.backends().stream()
        .filter(backend -> backend.name().equals(name))
        .findFirst()
        .orElse(new BackendDescription(name, name, "1", "", new TreeMap<>()));
  }
}
