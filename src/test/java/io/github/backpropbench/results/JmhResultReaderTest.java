package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                new ForkJvm("/jdk/bin/java", "11.0.2", "VM", "11.0.2+9", List.of("-Xmx1g"))));
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
    assertRefused("[]", " holds no results");
    assertRefused("thesis", ", line 1, is not JSON: ");
    assertRefused(THROUGHPUT.substring(0, 300), ", is not JSON: it ends too early");
    assertRefused("[\n1]", ", line 2, is not a result of JMH: it has no benchmark");
    assertRefused(
        "{\"schemaVersion\": 1}", ", line 1, is not a result of JMH: it has no benchmark");
    assertRefused(THROUGHPUT.replace("avgt", "").replace("\"mode\"", "\"m\""), "it has no mode");
    assertRefused(THROUGHPUT.replace("13.0", "\"many\""), "'many' is not a number");
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
}
