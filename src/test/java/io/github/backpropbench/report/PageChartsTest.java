package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.backpropbench.benchmark.PeakBenchmark;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What the charts of allocation, the share of the peak and threads draw. */
class PageChartsTest {
  /** The page's numbers have the seven digits of a float. */
  private static final Percentage ROUNDING = Percentage.withPercentage(1e-4);

  @Test
  void allocationIsTheProfilersOrZero() {
    CellKey ejml = SampleRun.trainingStep("ejml", 64);
    CellKey arrays = SampleRun.trainingStep("arrays", 64);
    RunResults run =
        run(fork(1, arrays, 7.9), fork(1, ejml, 100), fork(2, ejml, 104), fork(3, ejml, 111));
    List<JsonNode> cells = cells(new ParsedPage(RunReport.of(run).html()));
    JsonNode none = cells.get(1);
    assertThat(none.path("bytes").path(0).doubleValue()).isZero();
    assertThat(none.path("bytes").path(1).isNull()).isTrue();
    assertThat(none.path("bytesText").textValue()).isEqualTo("0");
    JsonNode some = cells.get(0);
    double mean = some.path("bytes").path(0).doubleValue();
    assertThat(mean).isCloseTo(105, ROUNDING);
    assertThat(some.path("bytesText").textValue()).isEqualTo("105 B");
    // Student's t of 2 degrees of freedom at 99.95 %, by the error of the mean of 100, 104, 111.
    double error = 31.5990546 * Math.sqrt((25.0 + 1 + 36) / 2 / 3);
    assertThat(some.path("bytes").path(1).doubleValue()).isCloseTo(105 - error, ROUNDING);
    assertThat(some.path("bytes").path(2).doubleValue()).isCloseTo(105 + error, ROUNDING);
  }

  @Test
  void theShareIsTheRateDividedByThePeak() {
    RunResults run = SyntheticRun.of(Profile.STANDARD, "arrays", "vector");
    ParsedPage page = new ParsedPage(RunReport.of(run).html());
    CellKey step =
        SampleRun.trainingStep("vector", 512)
            .with(Factor.SHAPE, "784-128-10")
            .with(Factor.PRECISION, "f32");
    double peak =
        PeakBenchmark.operations(1)
            / mean(
                run,
                cell ->
                    cell.shortBenchmark().startsWith("Peak")
                        && cell.value(Factor.PRECISION).equals("f32"));
    double rate = 2.0 * 512 * 128 * (2 * 784 + 3 * 10) / mean(run, step::equals);
    JsonNode found =
        rows(page, "784-128-10 f32, manual sgd, bias").stream()
            .filter(row -> row.path("level").textValue().equals("512"))
            .map(row -> row.path("cells").path(1))
            .findFirst()
            .orElseThrow();
    assertThat(found.path("share").doubleValue()).isCloseTo(rate / peak, ROUNDING);
    assertThat(found.path("shareText").textValue()).isEqualTo(Figures.percent(rate / peak));
    assertThat(page.byId("peak-chart")).isNotNull();
    assertThat(page.byId("peak-table").getTextContent()).contains(Figures.percent(rate / peak));
  }

  @Test
  void withoutAPeakThereIsOnlyATable() {
    ParsedPage page =
        new ParsedPage(RunReport.of(run(fork(1, SampleRun.trainingStep("arrays", 64), 0))).html());
    assertThat(page.byId("peak").getTextContent()).contains("GFLOP/s");
    assertThat(page.all("div")).noneMatch(div -> div.getAttribute("id").equals("peak-chart"));
  }

  @Test
  void threadsHaveTheTablesRatios() throws IOException {
    RunReport report = RunReport.of(SyntheticRun.ofSeveralThreads());
    Path pages = Path.of("target", "pages");
    Files.createDirectories(pages);
    Files.writeString(pages.resolve("threads.html"), report.html());
    ParsedPage page = new ParsedPage(report.html());
    String table = page.byId("threads-table").getTextContent();
    int ratios = 0;
    for (JsonNode panel : page.data().path("threads")) {
      assertThat(panel.path("cause").textValue()).isIn("2 threads", "4 threads");
      for (JsonNode row : panel.path("rows")) {
        for (JsonNode ratio : row.path("cells")) {
          assertThat(table).contains(Figures.ratio(ratio.path(0).doubleValue()) + " (");
          ratios++;
        }
      }
    }
    assertThat(ratios).isEqualTo(24);
    assertThat(page.data().path("costs")).isEmpty();
  }

  /** The geometric mean of the forks' medians: each has five iterations. */
  private static double mean(RunResults run, Predicate<CellKey> isWanted) {
    return Math.exp(
        run.measurements().stream()
            .filter(fork -> isWanted.test(fork.cell()))
            .mapToDouble(fork -> Math.log(fork.scores().stream().sorted().toList().get(2)))
            .average()
            .orElseThrow());
  }

  private static List<JsonNode> rows(ParsedPage page, String label) {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode network : page.data().path("networks")) {
      if (network.path("label").textValue().equals(label)) {
        network.path("rows").forEach(rows::add);
      }
    }
    return rows;
  }

  private static List<JsonNode> cells(ParsedPage page) {
    List<JsonNode> cells = new ArrayList<>();
    page.data().at("/networks/0/rows/0/cells").forEach(cells::add);
    return cells;
  }

  private static RunResults run(Measurement... forks) {
    List<CellKey> cells = List.of(forks).stream().map(Measurement::cell).distinct().toList();
    return new RunResults(SampleRun.description(cells, "custom", 3), List.of(forks), List.of());
  }

  private static Measurement fork(int round, CellKey cell, double bytes) {
    return SampleRun.with(
        SampleRun.measurement(round, cell, 1000.0, 1010.0),
        "gc.alloc.rate.norm",
        SampleRun.allocation(bytes));
  }
}
