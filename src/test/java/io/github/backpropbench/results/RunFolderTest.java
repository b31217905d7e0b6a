package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final RunDescription DESCRIPTION =
      SampleRun.description(List.of(SampleRun.trainingStep("ejml", 64)), "quick", 2);

  private Path temporary;
  private Path path;

  @BeforeEach
  void nameFolder(@TempDir Path folder) {
    temporary = folder;
    path = temporary.resolve("bench-results").resolve("run");
  }

  @Test
  void aNewRunHasItsDescriptionAndAnEmptyJournal() throws IOException {
    RunFolder folder = RunFolder.create(path, DESCRIPTION);
    assertThat(path.toFile().list()).containsExactlyInAnyOrder("run.json", "measurements.jsonl");
    assertThat(folder.measurements()).isEmpty();
    assertThat(RunFolder.open(path).description()).isEqualTo(DESCRIPTION);
  }

  @Test
  void unknownFiguresAreNullInTheFileAndStayUnknown() throws IOException {
    RunFolder.create(path, DESCRIPTION);
    assertThat(path.resolve("run.json")).content().contains("\"memoryBytes\" : null");
    assertThat(RunFolder.open(path).description().environment().machine().limits().memoryBytes())
        .isNull();
  }

  @Test
  void anEmptyFolderIsTaken() throws IOException {
    Files.createDirectories(path);
    assertThat(RunFolder.create(path, DESCRIPTION).path()).isEqualTo(path);
  }

  @Test
  void refusesAFolderThatHoldsARun() throws IOException {
    RunFolder.create(path, DESCRIPTION);
    assertThatThrownBy(() -> RunFolder.create(path, DESCRIPTION))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessage(path + " already holds a run; name a new folder, or resume that run");
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("thesis.tex"), "x");
    assertThatThrownBy(() -> RunFolder.create(path, DESCRIPTION))
        .hasMessage(path + " is not empty and holds no run; name a new folder");
  }

  @Test
  void refusesAFileInItsPlaceOrAbove() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "x");
    assertThatThrownBy(() -> RunFolder.create(file, DESCRIPTION))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessageStartingWith(file + " ");
    assertThatThrownBy(() -> RunFolder.create(file.resolve("run"), DESCRIPTION))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessageStartingWith(file.resolve("run") + " cannot be written: ");
  }

  @Test
  void refusesALinkThatLeadsNowhere() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("nowhere"));
    assertThatThrownBy(() -> RunFolder.create(link, DESCRIPTION))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessage(link + " is a link to a folder that does not exist");
  }

  @Test
  void opensOnlyRuns() {
    assertThatThrownBy(() -> RunFolder.open(temporary))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessage(temporary + " is not a run: it has no run.json");
    assertThatThrownBy(() -> RunFolder.open(path)).hasMessage(path + " does not exist");
  }

  @Test
  void aFolderThatIsClosedIsNotCalledEmpty() throws IOException {
    RunFolder.create(path, DESCRIPTION);
    Path circle = temporary.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    assertThatThrownBy(() -> RunFolder.open(circle))
        .isInstanceOf(InvalidResultsException.class)
        .message()
        .startsWith(circle + " cannot be read: ");

    assumeTrue(path.toFile().setExecutable(false, false), "needs permissions");
    try {
      assumeTrue(!Files.exists(path.resolve("run.json")), "permissions bind all users but root");
      assertThatThrownBy(() -> RunFolder.open(path))
          .hasMessage(path + " cannot be read: permission denied");
      assertThatThrownBy(() -> RunFolder.open(path.resolve("within")))
          .hasMessage(path.resolve("within") + " cannot be read: permission denied");
    } finally {
      assertThat(path.toFile().setExecutable(true, true)).isTrue();
    }
  }

  @Test
  void readsARunOfTheTimeWhenAutogradMeantTheGraph() throws IOException {
    RunFolder folder = RunFolder.create(path, DESCRIPTION);
    LossCurve autograd =
        new LossCurve("autograd", "ejml", "f32", "autograd", "sgd", true, List.of(1.0));
    folder.write(RunFolder.LOSSES, LossFile.format(List.of(autograd)));
    assertThat(RunResults.read(folder).losses()).containsExactly(autograd);

    String json = Files.readString(path.resolve("run.json"));
    String before =
        json.replace("\"schemaVersion\" : 2", "\"schemaVersion\" : 1")
            .replaceAll(",\\s*\"role\" : \"[a-z]+\"", "");
    assertThat(before).doesNotContain("role").isNotEqualTo(json);
    folder.write("run.json", before);
    assertThat(RunResults.read(folder).losses())
        .containsExactly(
            new LossCurve("autograd", "ejml", "f32", "graph", "sgd", true, List.of(1.0)));
    assertThat(folder.description().environment().backends())
        .extracting(backend -> backend.name() + " " + backend.role())
        .contains("arrays yardstick", "ejml library");
  }

  @Test
  void refusesDescriptionsThatItCannotRead() throws IOException {
    RunFolder folder = RunFolder.create(path, DESCRIPTION);
    String json = Files.readString(path.resolve("run.json"));

    for (String foreign : List.of("", "{}", "[1]", "{\"name\": \"package\"}", "\"text\"")) {
      folder.write("run.json", foreign);
      assertThatThrownBy(folder::description)
          .isInstanceOf(InvalidResultsException.class)
          .hasMessage(path.resolve("run.json") + " does not describe a run: no schemaVersion");
    }
    folder.write("run.json", json + "{}");
    assertThatThrownBy(folder::description)
        .message()
        .endsWith(" does not describe a run: there is more after the first value");
    folder.write("run.json", json.substring(0, json.length() / 2));
    assertThatThrownBy(folder::description).message().contains("run.json, line ").hasLineCount(1);
    folder.write("run.json", json.replace("\"seed\"", "\"sead\""));
    assertThatThrownBy(folder::description)
        .message()
        .contains("run.json")
        .doesNotContain("io.github")
        .hasLineCount(1);
    folder.write("run.json", json.replace("\"profile\" : \"quick\"", "\"profile\" : null"));
    assertThatThrownBy(folder::description).hasMessageContaining("profile");
    folder.write("run.json", json.replace("\"schemaVersion\" : 2", "\"schemaVersion\" : 3"));
    assertThatThrownBy(folder::description)
        .hasMessageContaining("has schema version 3; this program reads up to 2");
  }

  @Test
  void writesWholeFilesAndLeavesNothingBeside() throws IOException {
    RunFolder folder = RunFolder.create(path, DESCRIPTION);
    Files.writeString(path.resolve("report.md.tmp"), "left by a killed run");
    folder.write(RunFolder.REPORT, "µ\n");
    folder.write(RunFolder.REPORT, "new\n");
    assertThat(path.resolve("report.md")).hasContent("new\n");
    assertThat(path.toFile().list())
        .containsExactlyInAnyOrder("run.json", "measurements.jsonl", "report.md");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws IOException {
    RunFolder folder = RunFolder.create(path, DESCRIPTION);
    Files.createDirectories(path.resolve("report.md").resolve("in the way"));
    assertThatThrownBy(() -> folder.write(RunFolder.REPORT, "x"))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessageStartingWith(path.resolve("report.md") + " cannot be written: ");
    assertThat(path.resolve("report.md.tmp")).doesNotExist();
  }
}
