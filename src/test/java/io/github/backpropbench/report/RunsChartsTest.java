package io.github.backpropbench.report;

import static io.github.backpropbench.report.ComparedSides.BACKENDS;
import static io.github.backpropbench.report.ComparedSides.measurements;
import static io.github.backpropbench.report.ComparedSides.onJava;
import static io.github.backpropbench.report.ComparedSides.onThreads;
import static io.github.backpropbench.report.ComparedSides.run;
import static io.github.backpropbench.report.ComparedSides.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The charts of a report of several runs. */
class RunsChartsTest {
  @Test
  void theChartsShowEachRunsThroughputAndItsRatio() throws IOException {
    ComparisonSide baseline = run("baseline", environment -> environment, cell -> 1.0);
    ComparisonSide candidate =
        run("candidate", onJava("25.0.1"), cell -> 0.8, BACKENDS, "25.0.1", "avgt");
    ComparisonReport report = ComparisonReport.of(List.of(baseline, candidate));
    String html = report.html();
    Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(Path.of("target", "pages", "runs.html"), html);

    String throughput = report.files().getOrDefault("throughput.svg", "");
    assertThat(throughput).contains("Java 25.0.1 †").contains("† is a run in another environment");
    String ratios = report.files().getOrDefault("ratios.svg", "");
    assertThat(figures(ratios, "batch \\d+: (0\\.[78]\\d \\([^)]*\\), faster)")).hasSize(12);

    List<String> ids = figures(html, " id=\"([^\"]*)\"");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(figures(html, "url\\(#([^)]*)\\)")).isNotEmpty().isSubsetOf(ids);
  }

  @Test
  void chartAndTableShowWhatTheRunsOwnReportShows() {
    for (String mode : List.of("avgt", "thrpt")) {
      List<Measurement> forks =
          measurements(cell -> 1.0, BACKENDS, "17.0.15", mode).stream()
              .map(RunsChartsTest::disturbed)
              .toList();
      ComparisonReport report =
          ComparisonReport.of(
              List.of(
                  source("one", environment -> environment, forks),
                  run("two", onJava("25"), cell -> 0.8)));
      List<CellKey> cells = forks.stream().map(Measurement::cell).distinct().toList();
      assertThat(cells).hasSize(12);
      MeasuredRun own =
          new MeasuredRun(
              new RunResults(SampleRun.description(cells, "custom", 3), forks, List.of()));
      String chart = report.files().getOrDefault("throughput.svg", "");
      for (CellKey cell : cells) {
        OperationTime time = own.time(cell).orElseThrow();
        double batch = Double.parseDouble(cell.value(Factor.BATCH));
        double rate = time.perSecond(batch);
        double spread = 1 + time.relativeError();
        assertThat(chart)
            .contains(
                "one, batch %.0f: %s (%s to %s)"
                    .formatted(
                        batch,
                        Figures.rate(rate),
                        Figures.rate(rate / spread),
                        Figures.rate(rate * spread)));
        assertThat(report.text())
            .containsPattern(
                "(?m)^ +%.0f  %s +%s "
                    .formatted(
                        batch,
                        cell.backend().equals("arrays") ? "\\(arrays\\)" : cell.backend(),
                        Figures.time(time.nanoseconds())));
      }
    }
  }

  /** With a slow iteration; slow as a whole in the first round. */
  private static Measurement disturbed(Measurement fork) {
    boolean rate = fork.mode().equals("thrpt");
    double slow = rate ? 0.5 : 2;
    double whole = fork.round() == 1 ? slow : 1;
    double first = fork.scores().get(0);
    double score = (rate ? 1e9 / first : first) * whole;
    return fork.withScores(fork.mode(), fork.unit(), List.of(score * slow, score, score));
  }

  private static List<String> figures(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(one -> one.group(1)).toList();
  }

  @Test
  void moreThreadsAreDrawnAsSpeedUps() {
    ComparisonSide one = run("one", environment -> environment, cell -> 1.0);
    ComparisonSide two = onThreads(run("two", environment -> environment, cell -> 0.5), 2);
    ComparisonReport report = ComparisonReport.of(List.of(one, two));
    String pattern = "threads: 2, batch \\d+: ([0-9.]+) \\(";
    List<String> times = figures(report.files().getOrDefault("ratios.svg", ""), pattern);
    List<String> speedUps = figures(report.files().getOrDefault("speed-ups.svg", ""), pattern);
    assertThat(speedUps).hasSize(12).hasSameSizeAs(times);
    for (int i = 0; i < 12; i++) {
      double inverse = 1 / Double.parseDouble(times.get(i)); // of two digits
      assertThat(Double.parseDouble(speedUps.get(i))).isBetween(inverse * 0.98, inverse * 1.02);
    }
    assertThat(report.html()).contains("Speed-up of a training step over threads: 1");
    assertThat(ComparisonReport.of(List.of(one, one)).files()).doesNotContainKey("speed-ups.svg");
  }
}
