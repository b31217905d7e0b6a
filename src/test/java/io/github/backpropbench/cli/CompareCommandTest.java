package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of JMH's results that this project did not make. */
class CompareCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "throughput-old, throughput-regressed, 1, 'Regression: 1 cell is slower.'",
    "throughput-old, throughput-improved, 0, 'No regression'",
    "throughput-regressed, throughput-old, 0, '1 faster'",
    "throughput-old, throughput-old, 0, '3 no difference shown'",
    "time-microseconds, time-nanoseconds, 0, '2 no difference shown'",
    "time-microseconds, time-slower-milliseconds, 1, '193 µs'",
    "time-slower-milliseconds, time-microseconds, 0, '1 faster'",
    "time-microseconds, time-other-cells, 0, 'only in the candidate'",
    "one-fork-old, one-fork-new, 2, 'Cannot tell: no cell has at least two forks'",
    "one-fork-old, time-microseconds, 2, '1 cannot tell'",
    "two-arrays-old, two-arrays-new, 1, 'Regression: 1 cell is slower.'",
  })
  void theExitStatusIsTheAnswer(String baseline, String candidate, int status, String says)
      throws URISyntaxException {
    Program program = CompareFiles.compare(baseline, candidate);
    assertThat(program.err()).isEmpty();
    assertThat(program.out()).contains(says);
    assertThat(program.status()).isEqualTo(status);
    assertThat(program.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @CsvSource({
    "empty, throughput-old, 'empty.json holds no results'",
    "throughput-old, no-results, 'no-results.json holds no results'",
    "not-json, throughput-old, 'not-json.json, line 1, is not JSON'",
    "throughput-old, foreign, 'foreign.json, line 1, is not a result of JMH: it has no benchmark'",
    "throughput-old, time-microseconds, 'have no cell in common'",
    "one-fork-old, throughput-of-sorting, 'measured as avgt, 1 thread in the baseline, as thrpt, 1 thread in'",
    "flags-g1, flags-serial, 'the forks'' JVM flags: -XX:+UseG1GC in the baseline, -XX:+UseSerialGC in'",
    "mode-against-unit-old, mode-against-unit-new, 'mode avgt measures a time, but its unit ops/s is a rate'",
    "mostly-nan-old, mostly-nan-new, '4 of 5 iterations have no score'",
    "time-microseconds, other-jvm, '21.0.4 (OpenJDK 64-Bit Server VM, 21.0.4+7-LTS) in the baseline, 25.0.1'",
  })
  void whatCannotBeComparedIsRefusedInOneSentence(String baseline, String candidate, String says)
      throws URISyntaxException {
    Program program = CompareFiles.compare(baseline, candidate);
    assertThat(program.out()).isEmpty();
    assertThat(program.err().lines()).hasSize(1);
    assertThat(program.err()).contains(says);
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void otherEnvironmentsAreComparedWhenAskedForAndSaidSo() throws URISyntaxException {
    Program program =
        CompareFiles.compare("time-microseconds", "other-jvm", "--across-environments");
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    assertThat(program.out()).contains("Across environments:", "25.0.1").contains("1 faster");
  }

  /**
   * The eight cells are all 8 % slower: that is the answer, whatever the files say of the machine.
   */
  @Test
  void whatAllCellsHaveInCommonCountsAcrossEnvironments() throws URISyntaxException {
    Program program = CompareFiles.compare("flags-g1", "flags-serial", "--across-environments");
    assertThat(program.status()).isEqualTo(ExitStatus.NO);
    assertThat(program.out())
        .contains("Regression: 8 cells are slower.")
        .containsPattern(
            "-XX:\\+UseG1GC\\s+in\\s+the\\s+baseline,\\s+-XX:\\+UseSerialGC\\s+in\\s+the\\s+candidate");
    Program same = CompareFiles.compare("flags-g1", "flags-g1", "--across-environments");
    assertThat(same.status()).isEqualTo(ExitStatus.DONE);
    assertThat(same.out()).contains("No difference is recorded.");
  }

  @Test
  void severalFilesAreOneSide() throws URISyntaxException, IOException {
    Path again = folder.resolve("again.json");
    // One digit more in each score: a copy of the same forks is refused.
    Files.writeString(
        again,
        Files.readString(CompareFiles.file("throughput-old"))
            .replaceAll("(\\d\\.\\d+)(?=[,\\s\\]])", "$17"));
    String repeated = CompareFiles.file("throughput-old") + "," + again;
    Program program =
        Program.run("compare", repeated, CompareFiles.file("throughput-regressed").toString());
    assertThat(program.status()).isEqualTo(ExitStatus.NO);
    assertThat(program.out()).contains("3 compared");
    Program json = Program.run("compare", repeated, repeated, "--format", "json");
    assertThat(json.out()).contains("\"forks\" : 10").doesNotContain("\"forks\" : 5");
    Program parts =
        Program.run(
            "compare",
            CompareFiles.file("throughput-old") + "," + CompareFiles.file("time-other-cells"),
            CompareFiles.file("throughput-old") + "," + CompareFiles.file("time-other-cells"));
    assertThat(parts.out()).contains("5 compared");
    String copied = CompareFiles.file("throughput-old") + "," + CompareFiles.file("throughput-old");
    assertThat(Program.run("compare", copied, copied).err())
        .contains("one of its forks is there twice");
    Program nothing = Program.run("compare", CompareFiles.file("throughput-old") + ",", "x");
    assertThat(nothing.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(nothing.err()).contains("does not name a run or a file on each side of a comma");
  }

  @ParameterizedTest
  @CsvSource({
    "--include, parse, 1, '1 compared: 1 slower'",
    "--exclude, parse, 0, '2 compared'",
    "--include, 'no such cell', 2, 'is left by --include and --exclude'",
    "--include, 'a(', 2, 'is not a regular expression: Unclosed group'",
  })
  void cellsAreChosenByTheirNames(String option, String regex, int status, String says)
      throws URISyntaxException {
    Program program = CompareFiles.compare("throughput-old", "throughput-regressed", option, regex);
    assertThat(program.status()).isEqualTo(status);
    assertThat(program.out() + program.err()).contains(says).doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({"3%, 1", "9%, 1", "16%, 0", "30%, 0"})
  void aRegressionBelowTheThresholdIsNoAlarm(String threshold, int status)
      throws URISyntaxException {
    Program program =
        CompareFiles.compare("throughput-old", "throughput-regressed", "--threshold", threshold);
    assertThat(program.status()).isEqualTo(status);
    assertThat(program.out()).contains("1 slower");
  }

  @Test
  void standardInputIsReadOnce() {
    Program program = Program.run("compare", "-", "x.json,-");
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err()).contains("standard input is named twice, but can be read only once");
  }

  @Test
  void aMissingFileIsRefused() {
    Program program = Program.run("compare", "no-such-file.json", "neither.json");
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err()).contains("no-such-file.json cannot be read: it does not exist");
  }

  @Test
  void aFolderThatIsNoRunIsRefused() {
    Program program = Program.run("compare", folder.toString(), folder.toString());
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err()).contains("is not a run: it has no run.json");
  }

  @Test
  void jsonHoldsAllOfItWithTheRatioAsMeasured() throws URISyntaxException, IOException {
    Program program =
        CompareFiles.compare("throughput-old", "throughput-regressed", "--format", "json");
    JsonNode json = new JsonMapper().readTree(program.out());
    assertThat(program.status()).isEqualTo(ExitStatus.NO);
    assertThat(json.path("outcome").asText()).isEqualTo("regression");
    JsonNode worst = json.path("cells").path(0);
    assertThat(worst.path("benchmark").asText()).endsWith("parse");
    assertThat(worst.path("better").asText()).isEqualTo("larger");
    assertThat(worst.path("verdict").asText()).isEqualTo("slower");
    assertThat(worst.path("isRegression").asBoolean()).isTrue();
    assertThat(worst.path("ratio").path("value").asDouble()).isBetween(0.86, 0.90);
    assertThat(worst.path("ratio").path("high").asDouble()).isLessThan(0.91);
    assertThat(worst.path("old").path("forks").asInt()).isEqualTo(5);
  }

  @Test
  void aSingleForkHasNoIntervalInJson() throws URISyntaxException, IOException {
    Program program = CompareFiles.compare("one-fork-old", "one-fork-new", "--format", "json");
    JsonNode cell = new JsonMapper().readTree(program.out()).path("cells").path(0);
    assertThat(cell.path("ratio").path("value").asDouble()).isBetween(1.5, 1.7);
    assertThat(cell.path("ratio").path("low").isNull()).isTrue();
    assertThat(cell.path("verdict").asText()).isEqualTo("cannot tell");
  }

  @Test
  void markdownIsATable() throws URISyntaxException {
    Program program =
        CompareFiles.compare("throughput-old", "throughput-regressed", "--format", "markdown");
    assertThat(program.out()).startsWith("# ").contains("| slower ", "JsonBenchmark.parse");
  }

  @Test
  void theLocaleChangesNothing() throws URISyntaxException {
    Locale before = Locale.getDefault();
    String expected = CompareFiles.compare("throughput-old", "throughput-regressed").out();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(CompareFiles.compare("throughput-old", "throughput-regressed").out())
          .isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void hostileNamesAreOnlyText() throws IOException, URISyntaxException {
    String hostile = "<script>alert(1)</script>\\u001b[31m|=cmd()\\n" + "x".repeat(500);
    String content =
        Files.readString(CompareFiles.file("time-microseconds"))
            .replace("\"1000\"", quoted(hostile));
    Path other = Files.writeString(folder.resolve("hostile.json"), content);
    for (String format : List.of("text", "markdown", "json")) {
      Program program =
          Program.run("compare", other.toString(), other.toString(), "--format", format);
      assertThat(program.status()).isEqualTo(ExitStatus.DONE);
      assertThat(program.out()).doesNotContain("\u001b");
      if (format.equals("markdown")) {
        assertThat(program.out()).doesNotContain("<script>");
      }
    }
  }

  private static String quoted(String json) {
    return "\"" + json + "\"";
  }

  /** A part of a side that is named first looks like an option. */
  @Test
  void standardInputCanBeTheFirstPartOfASide() throws IOException, URISyntaxException {
    String part = CompareFiles.file("time-microseconds").toString();
    String other = CompareFiles.file("throughput-old").toString();
    InputStream before = System.in;
    try {
      System.setIn(Files.newInputStream(CompareFiles.file("throughput-old")));
      Program last = Program.run("compare", part + ",-", other);
      System.setIn(Files.newInputStream(CompareFiles.file("throughput-old")));
      Program first = Program.run("compare", "--threshold", "3%", "-," + part, other);
      assertThat(first.err()).isEmpty();
      assertThat(first.status()).isEqualTo(last.status()).isEqualTo(ExitStatus.DONE);
      assertThat(first.out()).containsPattern("Baseline: standard\\sinput,");
    } finally {
      System.setIn(before);
    }
  }
}
