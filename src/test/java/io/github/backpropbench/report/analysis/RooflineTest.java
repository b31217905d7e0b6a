package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RooflineTest {
  private static final CellKey STEP =
      SampleRun.trainingStep("vector", 64).with(Factor.SHAPE, "784-128-10");
  private static final CellKey PRODUCT =
      new CellKey(
          BenchmarkKind.KERNEL.method(),
          Map.of(
              "backend", "vector",
              "precision", "f32",
              "operation", "multiplyTransposedLeft",
              "size", "10x20x30"));

  @Test
  void aStepHasTheOperationsOfItsFiveProducts() {
    // 2·64·(784·128 + 128·10 + 128·10 + 128·10 + 784·128) operations in 1 ms
    assertThat(roofline(fork(STEP, 1e6)).rate(STEP))
        .hasValueCloseTo(1e3 * 2 * 64 * (2 * 784 * 128 + 3 * 128 * 10), within(1.0));
  }

  @Test
  void aProductHasItsOwnAndOtherOperationsHaveNone() {
    CellKey relu = PRODUCT.with(Factor.OPERATION, "relu");
    Roofline roofline = roofline(fork(PRODUCT, 1000), fork(relu, 1000));
    assertThat(roofline.rate(PRODUCT)).hasValueCloseTo(2e6 * 10 * 20 * 30, within(1.0));
    assertThat(roofline.rate(relu)).isEmpty();
    assertThat(roofline.share(PRODUCT)).isEmpty();
    assertThat(roofline.isEmpty()).isTrue();
  }

  @Test
  void theShareIsOfThePeakOfTheSamePrecisionAndThreads() {
    CellKey two = STEP.with(Factor.THREADS, "2");
    CellKey inDouble = STEP.with(Factor.PRECISION, "f64");
    // Each thread does 3·2¹⁸ multiplications and as many additions in a call.
    double call = 2 * 786_432;
    Roofline roofline =
        roofline(
            fork(peak("f32", 1), call / 100),
            fork(peak("f32", 2), 2 * call / 150),
            fork(STEP, 1e6),
            fork(two, 1e6),
            fork(inDouble, 1e6));
    assertThat(roofline.peak("f32", 1)).hasValueCloseTo(100e9, within(1.0));
    assertThat(roofline.peak("f32", 2)).hasValueCloseTo(150e9, within(1.0));
    double rate = roofline.rate(STEP).orElseThrow();
    assertThat(roofline.share(STEP)).hasValueCloseTo(rate / 100e9, within(1e-9));
    assertThat(roofline.share(two)).hasValueCloseTo(rate / 150e9, within(1e-9));
    assertThat(roofline.share(inDouble)).isEmpty();
  }

  @Test
  void theBandwidthIsThatOfThreeArrays() {
    CellKey triad = new CellKey(BenchmarkKind.BANDWIDTH.method(), Map.of("threads", "2"));
    Roofline roofline = roofline(fork(triad, 10e6));
    assertThat(roofline.bandwidth(2)).hasValueCloseTo(3 * 128 * 1024 * 1024 / 10e-3, within(1.0));
    assertThat(roofline.bandwidth(1)).isEmpty();
    assertThat(roofline.threads()).containsExactly(2);
  }

  @Test
  void whatIsNoShapeHasNoRate() {
    CellKey foreign = STEP.with(Factor.SHAPE, "large").with(Factor.THREADS, "many");
    Roofline roofline = roofline(fork(foreign, 1e6));
    assertThat(roofline.rate(foreign)).isEmpty();
    assertThat(roofline.share(foreign)).isEmpty();
  }

  private static CellKey peak(String precision, int threads) {
    return new CellKey(
        BenchmarkKind.PEAK.method(),
        Map.of("precision", precision, "threads", Integer.toString(threads)));
  }

  private static Measurement fork(CellKey cell, double nanoseconds) {
    return SampleRun.measurement(1, cell, nanoseconds, nanoseconds);
  }

  private static Roofline roofline(Measurement... forks) {
    Iterations once = new Iterations(1, 1);
    IterationSettings iterations = new IterationSettings(once, once);
    List<PlannedCell> cells =
        Stream.of(forks).map(fork -> new PlannedCell(fork.cell(), iterations)).toList();
    Plan plan = new Plan("custom", 1, 1, cells, List.of());
    RunDescription description = new RunDescription(List.of(), plan, SampleRun.environment());
    return Roofline.of(new MeasuredRun(new RunResults(description, List.of(forks), List.of())));
  }
}
