package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.SampleRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunVerificationTest {
  private final StringWriter printed = new StringWriter();

  @Test
  void aControlThatNamesNoPrecisionIsVerifiedToo() {
    CellKey control =
        new CellKey(
            BenchmarkKind.ADAPTER_OVERHEAD.method(),
            Map.of("backend", "missing", "shape", "3-2-1", "batch", "64", "path", "direct"));
    assertThat(wrong(control)).containsOnlyKeys("missing");
    assertThat(printed.toString()).contains("missing is wrong and will not be timed: in f32, ");
  }

  @Test
  void withoutABackendThereIsNothingToVerify() {
    CellKey floor = new CellKey(BenchmarkKind.HARNESS_FLOOR.method(), Map.of("gradient", "manual"));
    assertThat(wrong(floor)).isEmpty();
    assertThat(printed.toString()).isEmpty();
  }

  private Map<String, String> wrong(CellKey cell) {
    PrintWriter writer = new PrintWriter(printed, true);
    Plan plan =
        new Plan("custom", 1, 1, List.of(new PlannedCell(cell, SampleRun.ITERATIONS)), List.of());
    try (GracefulShutdown shutdown = GracefulShutdown.listen()) {
      return new RunVerification(new Terminal(writer, writer, false), LoadedBackends.ofThisJvm())
          .wrongBackends(plan, shutdown);
    }
  }
}
