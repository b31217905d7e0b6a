package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells of other projects that are alike but for their packages, or deep inside long values. */
class ForeignCellsTest {
  private static final String LONG = "the very same long beginning of a value ".repeat(10);
  private static final double[] FORKS = {10.0, 10.1, 10.2, 10.05, 9.95};

  /** What must be told apart, wherever the cells are named. */
  private static final List<String> MARKS =
      List.of("hash.Map.get", "tree.Map.get", "n=0}", "n=1}", "p=␣␣", "p=␣\\u200b");

  @TempDir Path temporary;
  private Path before = Path.of("");
  private Path after = Path.of("");

  @BeforeEach
  void writeTheFiles() throws IOException {
    before = cells().write(temporary.resolve("before.json"));
    after = cells().write(temporary.resolve("after.json"));
  }

  private static JmhFile cells() {
    JmhFile file = new JmhFile();
    for (String benchmark : List.of("a.hash.Map.get", "a.tree.Map.get")) {
      file.add(benchmark, Map.of("size", "1"), "avgt", "us/op", FORKS);
      file.add(benchmark, Map.of("size", "2"), "avgt", "us/op", FORKS);
    }
    Stream.of(LONG + "n=0}" + LONG, LONG + "n=1}" + LONG, "  ", " \u200b", "")
        .forEach(value -> file.add("a.B.m", Map.of("p", value), "avgt", "us/op", FORKS));
    return file;
  }

  @Test
  void inAComparison() {
    for (String format : List.of("text", "markdown")) {
      Program program =
          Program.run("compare", before.toString(), after.toString(), "--format", format);
      assertThat(plain(program.out())).contains(MARKS);
      assertThat(plain(program.out().substring(program.out().indexOf("Geometric means"))))
          .contains("hash.Map.get", "tree.Map.get");
      if (format.equals("text")) {
        assertThat(program.out().lines()).allMatch(line -> line.length() <= 100);
      }
    }
  }

  @Test
  void wherePartsAreMissing() throws IOException {
    Path none =
        new JmhFile().add("a.C.m", Map.of(), "avgt", "us/op", FORKS).write(temporary.resolve("c"));
    cells().add("a.C.m", Map.of(), "avgt", "us/op", FORKS).write(after);
    Program program = Program.run("compare", none.toString(), after.toString());
    assertThat(plain(program.out())).contains("only in the candidate").contains(MARKS);
    assertThat(program.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void inAReportOfSeveralFiles() throws IOException {
    Path out = temporary.resolve("out");
    Program program =
        Program.run("report", before.toString(), after.toString(), "--out", out.toString());
    assertThat(plain(program.out())).contains(MARKS);
    assertThat(plain(Files.readString(out.resolve("report.md")))).contains(MARKS);
    assertThat(Files.readString(out.resolve("report.html"))).contains(MARKS);
  }

  @Test
  void inTheReportOfOne() throws IOException {
    Path out = temporary.resolve("out");
    Program program = Program.run("report", before.toString(), "--out", out.toString());
    List<String> marks = MARKS.stream().map(mark -> mark.replace("p=", "")).toList();
    assertThat(plain(program.out())).contains(marks).contains("(empty)");
    assertThat(plain(Files.readString(out.resolve("report.md")))).contains(marks);
    assertThat(Files.readString(out.resolve("report.html"))).contains(marks);
    assertThat(program.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void inTables() throws IOException {
    for (String format : List.of("csv", "cells")) {
      String csv = Program.run("export", before.toString(), "--format", format).out();
      assertThat(csv).contains("a.hash.Map.get,", "a.tree.Map.get,", "n=0}", "n=1}");
    }
  }

  /** Without the line ends of wrapped text and the escapes of Markdown. */
  private static String plain(String text) {
    return text.replaceAll("\\s*\\n\\s*", "").replaceAll("\\\\(?=[^u])", "");
  }
}
