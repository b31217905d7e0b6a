package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir Path temporary;

  @Test
  void theReportOfOneRunGoesIntoItsFolder() throws IOException {
    Path run = run("one", 1, "arrays", "ejml");
    Program report = Program.run("report", run.toString());
    assertThat(report.status()).isEqualTo(ExitStatus.DONE);
    assertThat(report.out()).contains("The answer").contains("see throughput.svg.");
    assertThat(Files.readString(run.resolve("report.md"))).contains("](throughput.svg)");
    assertThat(Files.readString(run.resolve("throughput.svg"))).startsWith("<svg ");
  }

  @Test
  void orIntoAnother() throws IOException {
    Path run = run("one", 1, "arrays");
    Path out = temporary.resolve("new").resolve("folder");
    assertThat(Program.run("report", run.toString(), "--out", out.toString()).status()).isZero();
    assertThat(out.resolve("report.md")).isRegularFile();
    assertThat(out.resolve("throughput.svg")).isRegularFile();
    assertThat(run.resolve("report.md")).doesNotExist();
  }

  @Test
  void severalRunsArePrinted() throws IOException {
    Path baseline = run("baseline", 1, "arrays", "ejml");
    Path candidate = run("candidate", 2, "arrays", "ejml");
    Program report = Program.run("report", baseline.toString(), candidate.toString());
    assertThat(report.status()).isEqualTo(ExitStatus.DONE);
    assertThat(report.out())
        .startsWith("backprop-bench report on 2 runs")
        .contains("candidate compared with baseline: of 8 cells in common")
        .contains("Environments side by side");
    assertThat(baseline.resolve("report.md")).doesNotExist();
  }

  @Test
  void andWrittenWhereTheUserSays() throws IOException {
    Path baseline = run("baseline", 1, "arrays");
    Path candidate = run("candidate", 2, "arrays");
    Path out = temporary.resolve("out");
    Program report =
        Program.run("report", baseline.toString(), candidate.toString(), "--out", out.toString());
    assertThat(report.status()).isEqualTo(ExitStatus.DONE);
    assertThat(Files.readString(out.resolve("report.md")))
        .startsWith("# backprop-bench report on 2 runs\n")
        .contains("| batch | backend |");
    assertThat(Files.readString(out.resolve("report.html"))).startsWith("<!DOCTYPE html>");
  }

  @Test
  void aFileOfJmhIsARunOfSeveral() throws IOException {
    Path run = run("run", 1, "arrays");
    Path file = temporary.resolve("jmh.json");
    Program.run("export", run.toString(), "--format", "jmh-json", "--out", file.toString());
    Program report = Program.run("report", run.toString(), file.toString());
    assertThat(report.out())
        .contains("jmh.json compared with run: of 4 cells in common, 4 no difference");
  }

  @Test
  void theBaselinesOfARunAreShownWithIt() throws IOException {
    Path run = run("run", 1, "arrays");
    Path c = run("c", 1, "c");
    Path baselines = run.resolve(RunFolder.BASELINES);
    Program.run("export", c.toString(), "--format", "jmh-json", "--out", baselines.toString());
    assertThat(Program.run("report", run.toString()).out())
        .contains("Backends against arrays")
        .contains("outside the JVM")
        .contains("only arrays was measured at batch 1 to")
        .containsPattern("differences\\s+from\\s+them\\s+below\\s+3.0\\s+%\\s+do\\s+not\\s+count")
        .containsPattern("batch +arrays +c\\n");
    assertThat(Program.run("report", run.toString(), c.toString()).out())
        .contains("c compared with run: of 4 cells in common");
  }

  @Test
  void whatWasMeasuredInTheRoundsOfTheBaselinesIsReadWithThem() throws IOException {
    Path run = run("run", 1, "arrays");
    Path c = run("c", 1, "c");
    Path both = run("both", 1, "arrays", "c");
    Path baselines = run.resolve(RunFolder.BASELINES);
    Path sideBySide = run.resolve(RunFolder.SIDE_BY_SIDE);
    Program.run("export", c.toString(), "--format", "jmh-json", "--out", baselines.toString());
    Program.run("export", both.toString(), "--format", "jmh-json", "--out", sideBySide.toString());
    assertThat(Program.run("report", run.toString()).out())
        .containsPattern("Where\\s+both\\s+were\\s+measured\\s+in\\s+the\\s+same\\s+rounds");
    Files.writeString(sideBySide, "[{");
    Program damaged = Program.run("report", run.toString());
    assertThat(damaged.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(damaged.err()).contains(RunFolder.SIDE_BY_SIDE).doesNotContain("\tat ");
  }

  @Test
  void whatIsNoRunIsRefused() throws IOException {
    Path run = run("run", 1, "arrays");
    Path missing = temporary.resolve("missing");
    for (String[] line :
        List.of(
            new String[] {"report"},
            new String[] {"report", missing.toString()},
            new String[] {"report", run.toString(), missing.toString()},
            new String[] {"report", run.toString(), temporary.toString()},
            new String[] {"report", run.toString(), "--out", run.resolve("run.json").toString()})) {
      Program report = Program.run(line);
      assertThat(report.status()).isEqualTo(ExitStatus.USAGE);
      assertThat(report.err()).isNotBlank().doesNotContain("\tat ").doesNotContain("fault");
    }
  }

  /** Four batches of each backend, three rounds. */
  private Path run(String name, int seed, String... backends) throws IOException {
    List<CellKey> cells = new ArrayList<>();
    for (String backend : backends) {
      Stream.of(1, 8, 64, 512)
          .map(batch -> SampleRun.trainingStep(backend, batch))
          .forEach(cells::add);
    }
    Path path = temporary.resolve(name);
    RunFolder folder = RunFolder.create(path, SampleRun.description(cells, "custom", 3));
    try (Journal journal = folder.openJournal()) {
      for (int round = 1; round <= 3; round++) {
        for (CellKey cell : cells) {
          journal.append(fork(round, cell, seed));
        }
      }
    }
    return path;
  }

  private static Measurement fork(int round, CellKey cell, int seed) {
    double time = 100 + (round * 7 + seed * 3 + cell.label().length()) % 5;
    return SampleRun.measurement(round, cell, time, time + 0.5, time + 0.25);
  }
}
