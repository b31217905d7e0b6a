package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhForksTest {
  @TempDir private Path folder;

  @Test
  void aCellThatWasMeasuredInSeveralMannersIsOneCellForEach() throws IOException {
    List<Measurement> forks =
        forks(
            result("a.B.c", "avgt", 1, "us/op", "[[1, 2]]"),
            result("a.B.c", "thrpt", 1, "ops/us", "[[3, 4]]"),
            result("a.B.d", "avgt", 1, "us/op", "[[5]]"),
            result("a.B.d", "avgt", 4, "us/op", "[[6]]"),
            result("a.B.e", "avgt", 4, "us/op", "[[7]]"));
    assertThat(forks)
        .extracting(fork -> fork.cell().label())
        .containsExactly(
            "B.c jmh.mode=avgt",
            "B.c jmh.mode=thrpt",
            "B.d jmh.threads=1",
            "B.d jmh.threads=4",
            "B.e");
  }

  @Test
  void aCellThatIsThereTwiceIsRefused() {
    String same = result("a.B.c", "avgt", 1, "us/op", "[[1, 2]]");
    assertThatThrownBy(() -> forks(same, same))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessage(folder.resolve("file.json") + " holds B.c more than once");
    assertThatThrownBy(() -> forks(same, result("a.B.c", "avgt", 2, "us/op", "[[1]]"), same))
        .hasMessageEndingWith(" holds B.c jmh.threads=1 more than once");
  }

  @Test
  void aModeAgainstItsUnitIsRefused() {
    assertThatThrownBy(() -> forks(result("a.B.c", "avgt", 1, "ops/s", "[[1, 2]]")))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessage(
            folder.resolve("file.json")
                + " contradicts itself: of B.c, mode avgt measures a time, but its unit ops/s is a"
                + " rate");
  }

  @Test
  void aResultWithoutRawDataIsOneForkWithTheScoreOfTheFile() throws IOException {
    assertThat(forks(result("a.B.c", "avgt", 1, "us/op", "null")))
        .singleElement()
        .satisfies(fork -> assertThat(fork.scores()).containsExactly(2.5));
    assertThat(forks(result("a.B.c", "avgt", 1, "us/op", "[[], []]"))).hasSize(1);
    assertThat(forks(result("a.B.c", "avgt", 1, "us/op", "[]").replace("2.5", "\"NaN\"")))
        .extracting(Measurement::failure)
        .containsExactly("it has neither raw data nor a score");
  }

  @Test
  void forksWithoutScoresHaveFailed() throws IOException {
    assertThat(forks(result("a.B.c", "avgt", 1, "us/op", "[[1], [\"NaN\"], [1e999], [null], []]")))
        .extracting(Measurement::isOk)
        .containsExactly(true, false, false, false, false);
  }

  private List<Measurement> forks(String... results) throws IOException {
    Path file = folder.resolve("file.json");
    Files.writeString(file, "[" + String.join(",", results) + "]");
    return RunResults.ofJmh(file).measurements();
  }

  private static String result(
      String benchmark, String mode, int threads, String unit, String rawData) {
    return """
        {"benchmark": "%s", "mode": "%s", "threads": %d,
         "primaryMetric": {"score": 2.5, "scoreUnit": "%s", "rawData": %s}}
        """
        .formatted(benchmark, mode, threads, unit, rawData);
  }
}
