package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.problem.NamedPipe;
import io.github.backpropbench.results.JmhResult;
import io.github.backpropbench.results.JmhResultReader;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.SampleRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  @TempDir Path temporary;
  private Path run = Path.of("");

  @BeforeEach
  void makeARun() throws IOException {
    run = temporary.resolve("one run");
    var cell = SampleRun.trainingStep("ejml", 64);
    RunFolder folder = RunFolder.create(run, SampleRun.description(List.of(cell), "custom", 2));
    try (Journal journal = folder.openJournal()) {
      journal.append(SampleRun.measurement(1, cell, 1.0, 2.0));
      journal.append(SampleRun.measurement(2, cell, 3.0, 4.0));
    }
  }

  @Test
  void printsCsvByDefault() {
    Program export = Program.run("export", run.toString());
    assertThat(export.status()).isEqualTo(ExitStatus.DONE);
    assertThat(export.out().lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("run,benchmark,backend,shape,loss,precision,");
    assertThat(export.out()).contains("\none run,io.github.");
  }

  @Test
  void writesJmhsJsonForOtherTools() throws IOException {
    Path file = temporary.resolve("jmh.json");
    Program export =
        Program.run("export", run.toString(), "--format", "jmh-json", "--out", file.toString());
    assertThat(export).isEqualTo(new Program(ExitStatus.DONE, "", ""));
    List<JmhResult> results = JmhResultReader.read(file);
    assertThat(results).hasSize(1);
    assertThat(results.get(0).forks()).containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0));
    assertThat(results.get(0).score()).isEqualTo(2.5);
  }

  @Test
  void cellsAreTheFileOfTheReport() throws IOException {
    assertThat(Program.run("report", run.toString()).status()).isZero();
    assertThat(Program.run("export", run.toString(), "--format", "cells").out())
        .isEqualTo(Files.readString(run.resolve(RunFolder.CELLS)))
        .contains(",run,2,");
  }

  @Test
  void cellsAreMadeOfAFileOfJmhToo() {
    Path file = temporary.resolve("jmh.json");
    Program.run("export", run.toString(), "--format", "jmh-json", "--out", file.toString());
    assertThat(Program.run("export", file.toString(), "--format", "cells"))
        .isEqualTo(Program.run("export", run.toString(), "--format", "cells"));
  }

  @Test
  void cellsInSeveralMannersStayApart() throws IOException {
    Path file =
        Files.writeString(
            temporary.resolve("jmh.json"),
            """
            [{"benchmark": "a.B.c", "mode": "avgt", "primaryMetric":
              {"score": 1, "scoreUnit": "us/op", "rawData": [[1], [2], ["NaN"]]}},
             {"benchmark": "a.B.c", "mode": "thrpt", "primaryMetric":
              {"score": 1, "scoreUnit": "ops/us", "rawData": [[4], [4]]}}]
            """);
    assertThat(Program.run("export", file.toString(), "--format", "cells").out())
        .contains(",path,param.jmh.mode,rounds_of,")
        .contains("a.B.c,,,,,1,,,,,,,,,,,,,,,,,avgt,run,2,1414.")
        .contains("a.B.c,,,,,1,,,,,,,,,,,,,,,,,thrpt,run,2,249.99");
  }

  @Test
  void aPipeIsAFileToo() throws IOException {
    Path file = temporary.resolve("jmh.json");
    Program.run("export", run.toString(), "--format", "jmh-json", "--out", file.toString());
    Path pipe = NamedPipe.holding(temporary.resolve("pipe"), Files.readString(file));
    assertThat(Program.run("export", pipe.toString(), "--format", "cells"))
        .isEqualTo(Program.run("export", file.toString(), "--format", "cells"));
  }

  @Test
  void standardInputIsReadForADash() throws IOException {
    Path file = temporary.resolve("jmh.json");
    Program.run("export", run.toString(), "--format", "jmh-json", "--out", file.toString());
    InputStream before = System.in;
    try (InputStream content = Files.newInputStream(file)) {
      System.setIn(content);
      assertThat(Program.run("export", "-", "--format", "cells"))
          .isEqualTo(Program.run("export", file.toString(), "--format", "cells"));
      System.setIn(new ByteArrayInputStream(new byte[0]));
      assertThat(Program.run("export", "-", "--format", "cells").err())
          .isEqualTo("backprop-bench export: standard input holds no results: it is empty\n");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aFileThatIsThereIsReplaced() throws IOException {
    Path file = temporary.resolve("run.csv");
    Files.writeString(file, "old");
    assertThat(Program.run("export", run.toString(), "--out", file.toString()).status()).isZero();
    assertThat(Files.readString(file)).isEqualTo(Program.run("export", run.toString()).out());
  }

  @Test
  void linksAreFollowedEvenToWhatIsNotThereYet() throws IOException {
    Path file = temporary.resolve("new folder").resolve("run.csv");
    Path next = Files.createSymbolicLink(temporary.resolve("next"), file);
    Path link = Files.createSymbolicLink(temporary.resolve("link"), Path.of("next"));
    assertThat(Program.run("export", run.toString(), "--out", link.toString()).err())
        .contains("cannot be written: ");
    Path folder = Files.createSymbolicLink(temporary.resolve("folder"), file.getParent());
    assertThat(Program.run("report", run.toString(), "--out", folder.toString()).status()).isZero();
    for (String time : List.of("first", "second")) {
      assertThat(Program.run("export", run.toString(), "--out", link.toString()))
          .as(time)
          .isEqualTo(new Program(ExitStatus.DONE, "", ""));
      assertThat(file).hasContent(Program.run("export", run.toString()).out());
      assertThat(link).isSymbolicLink();
      assertThat(next).isSymbolicLink();
    }
    Path circle = Files.createSymbolicLink(temporary.resolve("circle"), Path.of("circle"));
    assertThat(Program.run("export", run.toString(), "--out", circle.toString()).err())
        .contains(circle + " cannot be written: its links lead in a circle");
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    assertThat(Program.run("export", run.toString(), "--out", temporary.toString()).err())
        .contains("is not a file");
    Path nowhere = temporary.resolve("missing").resolve("run.csv");
    Program export = Program.run("export", run.toString(), "--out", nowhere.toString());
    assertThat(export.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(export.err()).contains("cannot be written").doesNotContain("\tat ");
  }

  @Test
  void refusesWhatIsNoRunAndNoFormat() {
    assertThat(Program.run("export", temporary.toString()).status()).isEqualTo(ExitStatus.USAGE);
    Program unknown = Program.run("export", run.toString(), "--format", "xml");
    assertThat(unknown.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(unknown.err()).contains("unknown format 'xml'").contains("jmh-json");
  }

  @Test
  void theHelpDocumentsTheColumns() {
    assertThat(Program.run("export", "--help").out())
        .contains("samples_per_second")
        .contains("batch divided by that time")
        .contains("lower end of its 95 % interval");
  }
}
