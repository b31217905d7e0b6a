package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmhResultReaderTest {
  private static final String THROUGHPUT =
      """
      [
          {
              "jmhVersion" : "1.21",
              "benchmark" : "org.other.Bench.copy",
              "mode" : "thrpt",
              "threads" : 4,
              "forks" : 2,
              "jvm" : "/jdk/bin/java",
              "jvmArgs" : ["-Xmx1g"],
              "jdkVersion" : "11.0.2",
              "vmName" : "VM",
              "vmVersion" : "11.0.2+9",
              "params" : {"size" : "10"},
              "primaryMetric" : {
                  "score" : 12.5,
                  "scoreError" : "NaN",
                  "scoreUnit" : "ops/us",
                  "rawData" : [[12.0, 13.0], [12.25, 1E1]]
              },
              "secondaryMetrics" : {"·gc.count" : {"score" : 1.0}}
          }
      ]
      """;

  private Path file;

  @BeforeEach
  void nameFile(@TempDir Path folder) {
    file = folder.resolve("results.json");
  }

  @Test
  void readsWhatOthersWrote() throws IOException {
    Files.writeString(file, THROUGHPUT);
    assertThat(JmhResultReader.read(file))
        .containsExactly(
            new JmhResult(
                new CellKey("org.other.Bench.copy", Map.of("size", "10")),
                "thrpt",
                4,
                "ops/us",
                12.5,
                List.of(List.of(12.0, 13.0), List.of(12.25, 10.0)),
                new ForkJvm("/jdk/bin/java", "11.0.2", "VM", "11.0.2+9", List.of("-Xmx1g")),
                new Iterations(0, 0),
                List.of(),
                "1.21"));
  }

  @Test
  void readsWhatThisProjectWrites() throws IOException {
    CellKey cell = SampleRun.trainingStep("ejml", 64);
    Measurement first =
        SampleRun.with(
            SampleRun.measurement(1, cell, 0.1 + 0.2, 3.0),
            "gc.alloc.rate.norm",
            SampleRun.allocation(24.0, 0.5));
    Measurement second =
        SampleRun.with(
            SampleRun.measurement(2, cell, 5.0, 7.0),
            "gc.alloc.rate.norm",
            SampleRun.allocation(32.0, 0.25));
    Measurement third = SampleRun.measurement(3, cell, 9.0).failed("crashed");
    Files.writeString(file, JmhResultWriter.format(List.of(first, second, third)));
    assertThat(JmhResultReader.read(file))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.cell()).isEqualTo(cell);
              assertThat(result.forks()).containsExactly(first.scores(), second.scores());
              assertThat(result.unit()).isEqualTo("ns/op");
              assertThat(result.jvm()).isEqualTo(first.jvm());
              assertThat(result.measurements())
                  .extracting(Measurement::secondaryMetrics)
                  .containsExactly(first.secondaryMetrics(), second.secondaryMetrics());
              assertThat(result.iterations()).isEqualTo(first.iterations().measurement());
            });
  }

  @Test
  void samplesAreReducedToTheirMeanPerIteration() throws IOException {
    Files.writeString(
        file,
        """
        [{"benchmark": "a.B.c", "mode": "sample", "primaryMetric": {"score": 2, "scoreUnit": "ns/op",
          "rawDataHistogram": [[[[1.0, 3], [5.0, 1]], [[4.0, 2]]]]}}]
        """);
    assertThat(JmhResultReader.read(file).get(0).forks()).containsExactly(List.of(2.0, 4.0));
  }

  @Test
  void toleratesWhatIsMissing() throws IOException {
    Files.writeString(
        file,
        """
        [{"benchmark": "a.B.c", "mode": "ss", "primaryMetric": {"scoreUnit": "ms/op"}}]
        """);
    JmhResult result = JmhResultReader.read(file).get(0);
    assertThat(result.cell().parameters()).isEmpty();
    assertThat(result.score()).isNaN();
    assertThat(result.forks()).isEmpty();
    assertThat(result.jvm().jdkVersion()).isEmpty();
  }

  @Test
  void refusesOtherFilesInOneSentenceWithTheLine() throws IOException {
    assertRefused("", " holds no results");
    assertRefused("\uFEFF", " holds no results: it is empty");
    assertRefused("[]", " holds no results");
    assertRefused("thesis", ", line 1, is not JSON: ");
    assertRefused(THROUGHPUT.substring(0, 300), ", is not JSON: it ends too early");
    assertRefused("[\n1]", ", line 2, is not a result of JMH: it is '1', not an object");
    assertRefused(
        "{\"schemaVersion\": 1}", ", line 1, is not a result of JMH: it has no benchmark");
    assertRefused(THROUGHPUT.replace("avgt", "").replace("\"mode\"", "\"m\""), "it has no mode");
    assertRefused(THROUGHPUT.replace("13.0", "\"many\""), "'many' is not a number");
    assertRefused(THROUGHPUT.replace("13.0", "{}"), "'{}' is not a number");
    assertRefused(
        THROUGHPUT.replace("\"rawData\" :", "\"rawDataHistogram\" : [[[[1, 2, 3]]]], \"x\" :"),
        "a histogram is not an array of pairs");
    assertRefused(THROUGHPUT.replace("primaryMetric", "metric"), "it has no primaryMetric");
    assertRefused(THROUGHPUT.replace("[12.0, 13.0]", "13.0"), "not an array of one array per fork");
    assertRefused(
        THROUGHPUT.replace("{\"size\" : \"10\"}", "[10]"), "its params are not an object");
    assertRefused(
        THROUGHPUT.replace(": 4,", ": \"max\","), "its threads are 'max', not a whole number");
    assertRefused(
        THROUGHPUT.replace("\"forks\"", "\"mode\""),
        ", line 7, is not JSON: an object has the field 'mode' twice");
    assertRefused(
        THROUGHPUT.replace("13.0", "[".repeat(2000)), " is not JSON: it is nested too deeply");
  }

  @Test
  void namesAFileThatDoesNotExist() {
    assertThatThrownBy(() -> JmhResultReader.read(file))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessage(file + " cannot be read: it does not exist");
  }

  private void assertRefused(String content, String reason) throws IOException {
    Files.writeString(file, content);
    assertThatThrownBy(() -> JmhResultReader.read(file))
        .isInstanceOf(InvalidResultsException.class)
        .message()
        .startsWith(file.toString())
        .contains(reason)
        .hasLineCount(1);
  }

  @Test
  void readsEverythingThatIsInAFile() throws IOException {
    String one = minimal("a.B.one");
    String two = minimal("a.B.two");
    for (String content :
        List.of(
            "[" + one + "]\n[" + two + "]\n",
            "[" + one + "][ ][" + two + "]",
            one + "\n" + two + "\n",
            one + two,
            "[" + one + "]" + two,
            one + "\r\n[" + two + "]\r\n")) {
      Files.writeString(file, content);
      assertThat(JmhResultReader.read(file))
          .extracting(result -> result.cell().benchmark())
          .containsExactly("a.B.one", "a.B.two");
    }
  }

  @Test
  void refusesWhatFollowsAndIsNoResult() throws IOException {
    String array = "[" + minimal("a.B.c") + "]\n";
    assertRefused(array + "garbage", ", line 2, is not JSON: 'garbage' is no value; a text needs");
    assertRefused(array + "]", ", line 2, is not JSON: ']' closes what was not opened");
    assertRefused(array + ",", ", line 2, is not JSON: there is ',' where a value should be");
    assertRefused(array + "\n7", ", line 3, is not a result of JMH: it is '7', not an object");
    assertRefused(array + "null", ", line 2, is not a result of JMH: it is 'null', not an object");
    assertRefused(array + "\"x\"", ", line 2, is not a result of JMH: it is 'x', not an object");
    assertRefused(array + "[[]]", "is not a result of JMH: it is an array in an array");
    assertRefused(array + "{\"x\": 1}", ", line 2, is not a result of JMH: it has no benchmark");
    assertRefused(array + "[" + minimal("a.B.d"), "is not JSON: it ends too early");
    assertRefused(array + "\u0000", ", line 2, is not JSON: there is the character of code 0");
    assertRefused(
        array + "\uFEFF" + array,
        ", line 2, is not JSON: there is a character that is not UTF-8, or that may not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void readsEveryEncodingOfUnicode(String charset) throws IOException {
    Files.write(file, THROUGHPUT.getBytes(Charset.forName(charset)));
    List<JmhResult> plain = JmhResultReader.read(file);
    Files.write(file, ("\uFEFF" + THROUGHPUT).getBytes(Charset.forName(charset)));
    assertThat(JmhResultReader.read(file)).isEqualTo(plain).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NaN, NaN",
    "nan, nan, NaN",
    "Infinity, Infinity, +INF",
    "-Infinity, -Infinity, -INF",
    "+INF, +INF, +INF",
    "INF, INF, +INF",
    "-INF, -INF, -INF"
  })
  void aBareNanIsNamedWithWhatJmhWrites(String bare, String named, String text) throws IOException {
    assertRefused(
        THROUGHPUT.replace("13.0", bare),
        ", line 18, is not JSON: %s without quotes is not JSON; JMH writes it as the text \"%s\""
            .formatted(named, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                    | ` holds no results: it is empty`
          `"Benchmark","Mode","Threads"`        | `, line 1, is not JSON: it is JMH's CSV; JMH's option -rf json writes`
          `"Benchmark";"Mode";"Threads"`        | `, line 1, is not JSON: it is JMH's CSV; JMH's option -rf json writes`
          `Benchmark  (size)  Mode  Cnt  Score` | `, line 1, is not JSON: it is JMH's text output; JMH's option -rf json writes`
          `# JMH version: 1.37`                 | `, line 1, is not JSON: it is what JMH prints while it measures; JMH`
          `\\begin{tabular}{r}`                 | `, line 1, is not JSON: it is JMH's LaTeX; JMH's option -rf json writes`
          `benchmark,backend,shape`             | `, line 1, is not JSON: it is CSV of a run; name the run's folder`
          `a,b,c`                               | `, line 1, is not JSON: it is CSV`
          `<!DOCTYPE html><p>`                  | `, line 1, is not JSON: it is a web page`
          `<?xml version="1.0"?>`               | `, line 1, is not JSON: it is XML`
          `version https://git-lfs.github.com/` | `, line 1, is not JSON: it is a pointer of Git LFS; git lfs pull`
          """)
  void otherFormatsAreNamed(String start, String reason) throws IOException {
    assertRefused(start, reason);
    assertRefused(start.isEmpty() ? "" : start + "\nx,y,z\n", reason);
  }

  @Test
  void compressedFilesAndTextInUtf16AreNamed() throws IOException {
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    assertThatThrownBy(() -> JmhResultReader.read(file)).hasMessageContaining("with gzip");
    Files.write(file, "\uFEFF\"Benchmark\",\"Mode\"".getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> JmhResultReader.read(file)).hasMessageContaining("it is JMH's CSV");
    Files.write(file, "[{\"mode\": \"\u00e4\"}]".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> JmhResultReader.read(file))
        .hasMessageEndingWith(
            ", line 1, is not JSON: there is a character that is not UTF-8, or that may not stand there, such as a byte"
                + " order mark");
  }

  @Test
  void aFileOfARunIsNamed() throws IOException {
    RunFolder run =
        RunFolder.create(file.resolveSibling("run"), SampleRun.description(List.of(), "quick", 1));
    try (Journal journal = run.openJournal()) {
      journal.append(SampleRun.measurement(1, SampleRun.trainingStep("ejml", 64), 1.0));
    }
    assertThatThrownBy(() -> JmhResultReader.read(run.resolve(RunFolder.RUN)))
        .hasMessageEndingWith("it describes a run; name the run's folder");
    assertThatThrownBy(() -> JmhResultReader.read(run.resolve(RunFolder.JOURNAL)))
        .hasMessageEndingWith("it is from the journal of a run; name the run's folder");
  }

  @Test
  void valuesThatAreNoTextsTellCellsApart() throws IOException {
    Files.writeString(
        file, THROUGHPUT.replace("\"10\"", "10, \"b\" : true, \"c\" : null, \"d\" : [1]"));
    assertThat(JmhResultReader.read(file).get(0).cell().parameters())
        .isEqualTo(Map.of("size", "10", "b", "true", "c", "null", "d", "[1]"));
    Files.writeString(file, THROUGHPUT.replace("{\"size\" : \"10\"}", "null"));
    assertThat(JmhResultReader.read(file).get(0).cell().parameters()).isEmpty();
  }

  @Test
  void otherMetricsAreReadFromHistogramsToo() throws IOException {
    Files.writeString(
        file,
        THROUGHPUT.replace(
            "\"score\" : 1.0}",
            "\"scoreUnit\" : \"us\", \"rawDataHistogram\" : [[[[1, 1], [4, 2]]], [[[2, 1]]]]}"));
    assertThat(JmhResultReader.read(file).get(0).measurements())
        .extracting(fork -> List.copyOf(fork.secondaryMetrics().values()).get(0).scores())
        .containsExactly(List.of(3.0), List.of(2.0));
  }

  @Test
  void anEmptyHistogramHasNoScore() throws IOException {
    Files.writeString(
        file,
        THROUGHPUT.replace(
            "\"rawData\" :", "\"rawDataHistogram\" : [[[], [[1, 0]], [[2, 3]]]], \"x\" :"));
    assertThat(JmhResultReader.read(file).get(0).forks())
        .containsExactly(List.of(Double.NaN, Double.NaN, 2.0));
  }

  private static String minimal(String benchmark) {
    return """
        {"benchmark": "%s", "mode": "ss", "primaryMetric": {"scoreUnit": "ms/op"}}"""
        .formatted(benchmark);
  }
}
