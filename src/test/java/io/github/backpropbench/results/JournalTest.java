package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final CellKey CELL = SampleRun.trainingStep("ejml", 64);
  private static final Measurement FIRST =
      SampleRun.with(
          SampleRun.measurement(1, CELL, 0.1 + 0.2, 1e-300, 123456.789),
          "gc.alloc.rate.norm",
          SampleRun.allocation(Double.NaN, 0.0));
  private static final Measurement SECOND =
      SampleRun.measurement(2, CELL, 3.0).failed("wrong result: µ |\n\"quoted\"");
  private static final Measurement THIRD =
      SampleRun.measurement(3, CELL, 4.0).withWarmup(List.of(7.5, Double.NaN));

  private Path folder;
  private Path file;

  @BeforeEach
  void writeThree(@TempDir Path temporary) throws IOException {
    folder = temporary;
    file = folder.resolve("measurements.jsonl");
    try (Journal journal = Journal.open(file)) {
      journal.append(FIRST);
      journal.append(SECOND);
      journal.append(THIRD);
    }
  }

  @Test
  void keepsEveryDigitAndCharacterOneLineEach() throws IOException {
    assertThat(Journal.read(file)).containsExactly(FIRST, SECOND, THIRD);
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @Test
  void appendsAfterReopening() throws IOException {
    try (Journal journal = Journal.open(file)) {
      journal.append(FIRST);
    }
    assertThat(Journal.read(file)).containsExactly(FIRST, SECOND, THIRD, FIRST);
  }

  @Test
  void cutAtAnyByteItKeepsWhatWasWhole() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Files.write(file, cut);
      assertThat(Journal.read(file))
          .isEqualTo(List.of(FIRST, SECOND, THIRD).subList(0, lineFeeds(cut)));
    }
  }

  @Test
  void cutAnywhereItGoesOnAfterWhatWasWhole() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int missing = 0; missing < whole.length; missing++) {
      byte[] cut = Arrays.copyOf(whole, whole.length - missing);
      Files.write(file, cut);
      try (Journal journal = Journal.open(file)) {
        journal.append(THIRD);
      }
      assertThat(Journal.read(file)).endsWith(THIRD).hasSize(lineFeeds(cut) + 1);
    }
  }

  @Test
  void damageBeforeTheEndIsReportedWithItsLine() throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (String damage :
        List.of(
            "",
            "garbage",
            "{}",
            "[]",
            "null",
            "\0\0\0",
            lines.get(1) + lines.get(2),
            lines.get(1) + "]")) {
      Files.write(file, List.of(lines.get(0), damage, lines.get(2)));
      String start = file + ", line 2, is not a measurement: ";
      assertThatThrownBy(() -> Journal.read(file))
          .isInstanceOf(InvalidResultsException.class)
          .message()
          .startsWith(start)
          .doesNotContain("\n");
      assertThatThrownBy(() -> Journal.open(file)).hasMessageStartingWith(start);
    }
  }

  @Test
  void inconsistentMeasurementsAreDamage() throws IOException {
    Files.writeString(file, Files.readString(file).replaceFirst("\"ok\"", "\"failed\""));
    assertThatThrownBy(() -> Journal.read(file)).hasMessageContaining("line 1");
  }

  @Test
  void iterationsWithoutAScoreAreLeftOut() throws IOException {
    try (Journal journal = Journal.open(file)) {
      journal.append(SampleRun.measurement(4, CELL, 1.0, Double.NaN, 2.0));
      journal.append(SampleRun.measurement(5, CELL, 1.0, Double.POSITIVE_INFINITY));
    }
    List<Measurement> forks = Journal.read(file);
    assertThat(forks.get(3).scores()).containsExactly(1.0, 2.0);
    assertThat(forks.get(4).failure()).isEqualTo("1 of 2 iterations have no score");
  }

  @Test
  void journalsOfBeforeHaveNoWarmUp() throws IOException {
    String journal = Files.readString(file);
    Files.writeString(file, journal.replaceAll(",\"warmupScores\":\\[[^]]*]", ""));
    assertThat(Journal.read(file)).containsExactly(FIRST, SECOND, THIRD.withWarmup(List.of()));
    Files.writeString(file, journal.replace("\"warmupScores\":[]", "\"warmupScores\":null"));
    assertThatThrownBy(() -> Journal.read(file)).hasMessageContaining("line 1");
  }

  @Test
  void isReadWhileItIsOpenWithoutGivingUpTheLock() throws IOException {
    try (Journal journal = Journal.open(file)) {
      assertThat(Journal.read(file)).hasSize(3);
      journal.append(FIRST);
      assertThat(Journal.read(file)).hasSize(4);
      assertThat(OtherProcess.lock(file)).isEqualTo("refused");
    }
    assertThat(OtherProcess.lock(file)).isEqualTo("granted");
  }

  @Test
  void refusesASecondWriterInThisProcess() throws IOException {
    try (Journal journal = Journal.open(file)) {
      assertThatThrownBy(() -> Journal.open(file))
          .isInstanceOf(InvalidResultsException.class)
          .hasMessage(file + " is in use by another run");
      journal.append(FIRST);
    }
    assertThat(Journal.read(file)).hasSize(4);
    Journal.open(file).close();
  }

  /** A file-size limit stops a write in the middle of a line, as a full disk does. */
  @Test
  void aFullDiskIsOneSentenceAndLeavesAJournalThatCanBeResumed() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs a shell that limits files");
    List<String> printed = OtherProcess.fill(file, 4);
    assertThat(printed).hasSize(1);
    assertThat(printed.get(0))
        .startsWith(file + " cannot be written: ")
        .doesNotContain("Exception");
    assertThat(Files.size(file)).isLessThan(4096);
    List<Measurement> left = Journal.read(file);
    assertThat(left).startsWith(FIRST, SECOND, THIRD).hasSizeGreaterThan(3);
    try (Journal journal = Journal.open(file)) {
      journal.append(FIRST);
    }
    assertThat(Journal.read(file)).hasSize(left.size() + 1).endsWith(FIRST);
    assertThat(Files.readAllLines(file)).hasSize(left.size() + 1);
  }

  @Test
  void leavesNoOtherFileBehind() {
    assertThat(folder)
        .isDirectoryContaining(file::equals)
        .isDirectoryNotContaining(f -> !f.equals(file));
  }

  @Test
  void aFileThatDoesNotExistCannotBeRead() {
    Path missing = folder.resolve("missing.jsonl");
    assertThatThrownBy(() -> Journal.read(missing))
        .hasMessage(missing + " cannot be read: it does not exist");
  }

  private static int lineFeeds(byte[] content) {
    int count = 0;
    for (byte b : content) {
      count += b == '\n' ? 1 : 0;
    }
    return count;
  }
}
