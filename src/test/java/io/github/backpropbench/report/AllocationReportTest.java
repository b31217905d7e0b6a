package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which bytes count as allocated by a step, and which as JMH's own. */
class AllocationReportTest {
  private static final double MILLISECOND = 1e6;

  @Test
  void theBytesOfAShortStepAreTheLibrarys() {
    assertThat(allocation(1_000, 24)).contains("24 B");
  }

  @Test
  void aMeanSmallerThanAnObjectCountsAsNothing() {
    assertThat(allocation(1_000, 7.9)).doesNotContain("7.9").endsWith(" 0 |");
  }

  @Test
  void theFewBytesOfALongStepAreJmhs() {
    // 5.5 kB in an iteration, as recorded, fall on a few steps.
    double milliseconds = SampleRun.ITERATIONS.measurement().milliseconds();
    assertThat(allocation(milliseconds * MILLISECOND / 3, 1_830))
        .doesNotContain("1830")
        .endsWith(" 0 |");
    assertThat(allocation(milliseconds * MILLISECOND / 3, 18_300)).contains("18.3 kB");
  }

  /** The row of the table. */
  private static String allocation(double nanoseconds, double bytes) {
    CellKey cell = SampleRun.trainingStep("ejml", 64);
    Measurement fork =
        SampleRun.with(
            SampleRun.measurement(1, cell, "avgt", "ns/op", nanoseconds, nanoseconds),
            "gc.alloc.rate.norm",
            SampleRun.allocation(bytes, bytes));
    String report =
        RunReport.of(
                new RunResults(
                    SampleRun.description(List.of(cell), "custom", 1), List.of(fork), List.of()))
            .markdown();
    String section = report.substring(report.indexOf("## Allocation"));
    return section.lines().filter(line -> line.startsWith("| manual")).findFirst().orElseThrow();
  }
}
