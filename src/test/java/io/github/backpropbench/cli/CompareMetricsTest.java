package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secondary metrics, single forks and failed ones in {@code compare}. */
class CompareMetricsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "allocation, '', 0, 'gc.alloc.rate.norm: of 10 cells, 1 higher. This does not count'",
    "allocation, gc.alloc.rate.norm, 1, 'Regression: gc.alloc.rate.norm is higher in 1 cell.'",
    "allocation, gc.count, 2, 'there is no metric gc.count; measured were: gc.alloc.rate.norm'",
    "group, '', 0, 'group members: of 2 members, 1 faster, 1 slower.'",
    "group, put, 1, 'Regression: put is slower in 1 cell.'",
    "group, 'put,get', 1, 'get: 1 faster'",
  })
  void secondaryMetricsCountWhenAskedFor(String pair, String metrics, int status, String says)
      throws URISyntaxException {
    String[] options = metrics.isEmpty() ? new String[0] : new String[] {"--metrics", metrics};
    Program program = CompareFiles.compare(pair + "-old", pair + "-new", options);
    assertThat(program.out() + program.err()).contains(says);
    assertThat(program.status()).isEqualTo(status);
  }

  @Test
  void jsonHoldsTheMetrics() throws URISyntaxException, IOException {
    Program program = CompareFiles.compare("allocation-old", "allocation-new", "--format", "json");
    JsonNode metric = new JsonMapper().readTree(program.out()).path("metrics").path(0);
    assertThat(metric.path("name").asText()).isEqualTo("gc.alloc.rate.norm");
    assertThat(metric.path("counts").asBoolean()).isFalse();
    JsonNode worst = metric.path("cells").path(0);
    assertThat(worst.path("verdict").asText()).isEqualTo("higher");
    assertThat(worst.path("ratio").path("value").asDouble()).isBetween(24.9, 25.1);
  }

  @ParameterizedTest
  @CsvSource({
    "B/op, 0, 24, 1, 'higher'",
    "#/op, 0, 5, 1, 'higher'",
    "#/op, 5, 0, 0, 'lower'",
    "MB/sec, 5, 9, 2, 'its unit does not say whether more is better'",
    "ops/ms, 9, 5, 1, 'lower'",
  })
  void nothingAtAllIsAFigureToo(String unit, String before, String after, int status, String says)
      throws URISyntaxException, IOException {
    Program program =
        Program.run(
            "compare", metric("a", unit, before), metric("b", unit, after), "--metrics", "m.x");
    assertThat(program.out() + program.err()).contains(says);
    assertThat(program.status()).isEqualTo(status);
    if (before.equals("0")) {
      assertThat(program.out()).containsPattern("(?m) 0 " + unit + " +[0-9.]+ " + unit + " +–$");
    }
  }

  /** A result with one metric, the same in all forks. */
  private String metric(String name, String unit, String value)
      throws URISyntaxException, IOException {
    JsonNode results =
        new JsonMapper().readTree(Files.readString(CompareFiles.file("allocation-old")));
    String five = "[" + String.join(",", Collections.nCopies(5, value)) + "]";
    String raw = "[" + String.join(",", Collections.nCopies(5, five)) + "]";
    String json =
        results
            .toString()
            .replaceAll(
                "\"secondaryMetrics\":\\{[^}]*}",
                "\"secondaryMetrics\":{\"m.x\":{\"scoreUnit\":\"%s\",\"rawData\":%s}"
                    .formatted(unit, raw));
    return Files.writeString(folder.resolve(name + ".json"), json).toString();
  }

  /** A fork that failed is as much a finding as one that is slow. */
  @Test
  void failedForksAreSaid() throws IOException {
    String forks =
        "[{\"benchmark\":\"a.B.c\",\"mode\":\"avgt\",\"primaryMetric\":{\"scoreUnit\":\"ns/op\","
            + "\"score\":5,\"rawData\":[[5,5.01],[5.02,5],%s]}}]";
    Path old = Files.writeString(folder.resolve("o.json"), forks.formatted("[5,5.03]"));
    Path failing =
        Files.writeString(folder.resolve("n.json"), forks.formatted("[\"NaN\",\"NaN\"]"));
    Program program = Program.run("compare", old.toString(), failing.toString());
    assertThat(program.out()).contains("(candidate: 1 fork failed)");
  }

  /** The fork is the sample, so one is no alarm; what it suggests is said. */
  @Test
  void aSingleForkIsAHint() throws URISyntaxException {
    Program program = CompareFiles.compare("one-fork-old", "one-fork-new");
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.out().replaceAll("\\s+", " "))
        .containsPattern(
            "takes 1.6\\d? times as long in its one fork; a second run may show something else")
        .contains("Hints: single forks of");
    assertThat(CompareFiles.compare("one-fork-old", "one-fork-old").out())
        .doesNotContain("Hints", "one fork;");
  }
}
