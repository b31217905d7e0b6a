package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report} and {@code export} of a file in JMH's JSON. */
class JmhReportTest {
  private static final double[] FIVE = {10.0, 10.1, 10.2, 10.05, 9.95};

  /** What only a run knows, and what only the suite's own benchmarks have. */
  private static final String[] OF_RUNS = {
    "backend",
    "profile",
    "Profile",
    "commit",
    "training",
    "PyTorch",
    "reproduce",
    "round",
    "unknown",
    "NaN",
    "null",
    "The answer",
    "Environment",
  };

  @TempDir Path temporary;

  @Test
  void benchmarksOfOneParameterAreOneTable() throws IOException {
    JmhFile file = new JmhFile();
    for (String method : List.of("add", "get")) {
      for (String size : List.of("10", "1000")) {
        file.add(
            "org.example.ListBench." + method,
            Map.of("size", size, "kind", "array"),
            "avgt",
            "us/op",
            FIVE);
        file.withMetric("·gc.alloc.rate.norm", "B/op", 2400);
      }
    }
    Program report = report(file);
    assertThat(report.status()).isEqualTo(ExitStatus.DONE);
    assertThat(report.err()).isEmpty();
    assertThat(report.out())
        .startsWith("backprop-bench report on results.json\n")
        .contains("- Cells: 4 cells of 2 benchmarks; 5 forks per cell, 3 iterations per fork\n")
        .contains("- JVM: 21.0.4 (OpenJDK 64-Bit Server VM, 21.0.4+7), /usr/bin/java\n")
        .contains("- JVM flags: -Xmx1g\n")
        .contains("- JMH: 1.37\n")
        .contains("average time per operation (avgt), 1 thread, kind=array.")
        .containsPattern("size +score +95 % interval +forks +allocation\\n")
        .containsPattern("ListBench\\.add\\n +10 +10\\.1 µs +±\\d\\.\\d % +5 +2400 B\\n *1000 ")
        .doesNotContain(OF_RUNS);
    assertThat(report.out().lines()).allMatch(line -> line.length() <= 100);
  }

  /** By its finite iterations if they are more than half, as the score does. */
  @Test
  void aMetricCountsByItsFiniteIterations() throws IOException {
    JmhFile file =
        new JmhFile()
            .add("a.B.m", Map.of(), "avgt", "us/op", FIVE)
            .withMetric("gc.alloc.rate.norm", "B/op", 2400, "NaN", 2400)
            .withMetric("calls", "us/op", 7, 7, "+INF")
            .withMetric("lost", "us/op", "NaN", 7, "NaN");
    assertThat(report(file).out())
        .containsPattern("B\\.m +10\\.1 µs +±.* 5 +calls 7\\.00 µs +±0\\.0 % +2400 B\\n");
    assertThat(export(file, "csv").out().lines())
        .allMatch(
            line -> line.matches("run,.*,metric.calls,metric.gc.alloc.rate.norm|.*,7.0,2400.0"));
  }

  @Test
  void everyModeAndUnitIsShown() throws IOException {
    Program report =
        report(
            new JmhFile()
                .add("a.B.rate", Map.of(), "thrpt", "ops/us", 20, 20.1, 20.2)
                .add("a.B.sample", Map.of(), "sample", "ms/op", 3, 3.1, 3.2)
                .add("a.B.once", Map.of(), "ss", "s/op", 2, 2.1, 2.2)
                .add("a.B.other", Map.of(), "avgt", "parsecs", 4, 4.1, 4.2)
                .add("a.B.zero", Map.of(), "thrpt", "ops/s", 0, 0, 0));
    assertThat(report.out())
        .containsPattern("B\\.rate +thrpt +20\\.1 M/s +±")
        .containsPattern("B\\.sample +sample +3\\.10 ms +±")
        .containsPattern("B\\.once +ss +2\\.10 s +±")
        .containsPattern("B\\.other +avgt +4\\.10 parsecs +±")
        .containsPattern("B\\.zero +thrpt +0 /s +– +3 +mean of all")
        .doesNotContain(OF_RUNS);
  }

  @Test
  void oneForkHasNoInterval() throws IOException {
    Program report =
        report(
            new JmhFile()
                .add("a.B.m", Map.of(), "avgt", "ns/op", 5)
                .add("a.B.n", Map.of(), "avgt", "ns/op", 6));
    assertThat(report.out())
        .contains("one fork per cell, so no interval can be given")
        .containsPattern("benchmark +score +forks\\n")
        .doesNotContain("±");
  }

  /** Its score is known, but neither its forks nor how it came about. */
  @Test
  void aResultWithoutRawDataHasUnknownForks() throws IOException {
    JmhFile file = new JmhFile().add("a.B.m", Map.of(), "avgt", "us/op", 5).withoutRawData();
    assertThat(report(file).out())
        .contains(
            "- Cells: 1 cell of 1 benchmark; no raw data, so forks and iterations are unknown")
        .contains(
            "- Scores: those of the file, without intervals, as it has no raw data: its forks")
        .containsPattern("benchmark +score +forks +notes\n.*\nB\\.m +5\\.00 µs +– +no raw data\n")
        .doesNotContain("one fork", "1 fork", "at least five", "median");
    file.add("a.B.n", Map.of(), "avgt", "us/op", FIVE);
    assertThat(report(file).out().replaceAll("\\s+", " "))
        .contains("- Cells: 2 cells of 2 benchmarks; 5 forks per cell, 3 iterations per fork where")
        .contains(
            "1 cell has no raw data: the score is that of the file, and the forks are unknown.")
        .contains("B.m 5.00 µs – – no raw data B.n 10.1 µs ±")
        .doesNotContain("one fork", "1 to");
  }

  @Test
  void severalJvmsAreListedWithWhatTheyMeasured() throws IOException {
    Program report =
        report(
            new JmhFile()
                .add("a.B.m", Map.of(), "avgt", "ns/op", FIVE)
                .withFlag("-XX:+UseSerialGC")
                .add("a.B.n", Map.of(), "avgt", "ns/op", FIVE)
                .withFlag("-XX:+UseParallelGC"));
    assertThat(report.out())
        .containsPattern("-Xmx1g -XX:\\+UseSerialGC +B\\.m +5\\n")
        .containsPattern("-Xmx1g -XX:\\+UseParallelGC +B\\.n +5\\n");
  }

  /** JMH's threads and its score are told apart from parameters of the same names. */
  @Test
  void parametersThatAreCalledLikeAColumnHaveTheirOwn() throws IOException {
    JmhFile file = new JmhFile();
    for (String value : List.of("3", "7")) {
      Map<String, String> parameters = Map.of("threads", value, "score", value, "size", value);
      file.add("a.B.m", parameters, "avgt", "ns/op", FIVE).withThreads(Integer.parseInt(value));
    }
    assertThat(report(file).out())
        .containsPattern("param\\.score +size +param\\.threads +threads +score +95 %")
        .containsPattern("\n +3 +3 +3 +3 +10\\.1 ns .*\n +7 +7 +7 +7 +10\\.1 ns ");
    assertThat(export(file, "csv").out())
        .contains(",scores,param.score,param.threads\n")
        .contains("a.B.m,,,,,3,,", "a.B.m,,,,,7,,");
    assertThat(export(file, "cells").out())
        .contains(",param.score,param.threads,rounds_of,")
        .contains(
            "a.B.m,,,,,3,,,,,,,,3,,,,,,,,,3,3,run,5", "a.B.m,,,,,7,,,,,,,,7,,,,,,,,,7,7,run,5");
  }

  @Test
  void moreParametersThanColumnsAreLines() throws IOException {
    JmhFile file = new JmhFile();
    for (String value : List.of("1", "2")) {
      Map<String, String> parameters =
          Map.of("a", value, "b", value, "c", value, "d", value, "e", value);
      file.add("a.B.m", parameters, "avgt", "ns/op", FIVE);
    }
    assertThat(report(file).out()).contains("\nparameters").contains("\na=2").contains("\ne=2");
  }

  @Test
  void filesAreWrittenOnlyWhereTheUserSays() throws IOException {
    JmhFile file = new JmhFile().add("a.B.m", Map.of(), "avgt", "ns/op", FIVE);
    report(file);
    assertThat(temporary).isDirectoryNotContaining("glob:**report*");
    Path out = temporary.resolve("out");
    Program report = report(file, "--out", out.toString());
    assertThat(report.status()).isEqualTo(ExitStatus.DONE);
    assertThat(Files.readString(out.resolve(RunFolder.REPORT)))
        .startsWith("# backprop-bench report on results.json\n")
        .contains("| B.m ");
    assertThat(Files.readString(out.resolve(RunFolder.PAGE)))
        .startsWith("<!DOCTYPE html>")
        .contains("B.m")
        .doesNotContain("<script");
    assertThat(Files.readString(out.resolve(RunFolder.CELLS)))
        .isEqualTo(export(file, "cells").out());
    assertThat(out.resolve(RunFolder.THROUGHPUT)).doesNotExist();
  }

  @Test
  void theSuitesOwnBenchmarksHaveTheirTables() throws IOException {
    JmhFile file = new JmhFile();
    for (String backend : List.of("arrays", "ejml")) {
      Map<String, String> parameters =
          Map.of(
              "backend", backend,
              "shape", "3-2-1",
              "precision", "f32",
              "batch", "64",
              "gradient", "manual",
              "optimizer", "sgd",
              "bias", "true");
      double[] forks = backend.equals("ejml") ? new double[] {20, 20.1, 20.2} : FIVE;
      String step = "io.github.backpropbench.benchmark.TrainingStepBenchmark.step";
      file.add(step, parameters, "avgt", "us/op", forks);
    }
    file.add("a.B.m", Map.of(), "avgt", "us/op", FIVE);
    Path out = temporary.resolve("out");
    Program report = report(file, "--out", out.toString());
    assertThat(report.out())
        .contains("Fastest for a training step")
        .contains("Training step: throughput and time")
        .contains("Other benchmarks")
        .doesNotContain("throughput.svg", "Profile", "--profile", "round", "reproduce");
    assertThat(Files.readString(out.resolve(RunFolder.PAGE))).contains("<svg ");
    assertThat(out.resolve(RunFolder.THROUGHPUT)).isRegularFile();
  }

  @Test
  void theyMayLackFactors() throws IOException {
    String step = "io.github.backpropbench.benchmark.TrainingStepBenchmark.step";
    JmhFile file = new JmhFile().add(step, Map.of("backend", "ejml"), "avgt", "us/op", FIVE);
    Path out = temporary.resolve("out");
    assertThat(report(file, "--out", out.toString()).status()).isEqualTo(ExitStatus.DONE);
    file.add(step, Map.of("backend", "ejml", "batch", ""), "avgt", "us/op", FIVE);
    Program report = report(file, "--out", out.toString());
    assertThat(report.err()).isEmpty();
    assertThat(report.out()).contains("10.1 µs");
    Path path = file.write(temporary.resolve("results.json"));
    assertThat(Program.run("report", path.toString(), path.toString()).err()).isEmpty();
  }

  @Test
  void anExportHasARowForEachFork() throws IOException {
    JmhFile file = new JmhFile().add("a.B.m", Map.of("p", "x"), "thrpt", "ops/ms", FIVE);
    Program export = export(file, "csv");
    assertThat(export.status()).isEqualTo(ExitStatus.DONE);
    assertThat(export.out().lines())
        .hasSize(6)
        .element(5)
        .asString()
        .startsWith("results.json,a.B.m,")
        .contains(",5,ok,,thrpt,ops/ms,larger,3,")
        .endsWith(",x");
  }

  @Test
  void whatHasNoTimeHasNoneInTables() throws IOException {
    JmhFile file = new JmhFile().add("a.B.zero", Map.of(), "thrpt", "ops/s", 0, 0);
    file.add("a.B.other", Map.of(), "avgt", "parsecs", 1, 1);
    for (String format : List.of("csv", "cells")) {
      assertThat(export(file, format).out())
          .contains("a.B.zero", "a.B.other")
          .doesNotContain("Infinity", "NaN");
    }
  }

  @Test
  void anExportIsNotMadeIntoWhatItIs() throws IOException {
    JmhFile file = new JmhFile().add("a.B.m", Map.of(), "avgt", "ns/op", FIVE);
    Program export = export(file, "jmh-json");
    assertThat(export.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(export.out()).isEmpty();
    assertThat(export.err()).contains("results.json is in JMH's JSON already; choose csv or cells");
  }

  private Program report(JmhFile file, String... options) throws IOException {
    String path = file.write(temporary.resolve("results.json")).toString();
    return options.length == 0
        ? Program.run("report", path)
        : Program.run("report", path, options[0], options[1]);
  }

  private Program export(JmhFile file, String format) throws IOException {
    String path = file.write(temporary.resolve("results.json")).toString();
    return Program.run("export", path, "--format", format);
  }
}
