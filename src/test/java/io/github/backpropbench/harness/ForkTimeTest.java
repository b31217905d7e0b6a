package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.SampleRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForkTimeTest {
  /** {@link SampleRun#ITERATIONS}: 3 of 200 ms and 5 of 100 ms. */
  private static final Duration TOLD = Duration.ofMillis(1100);

  private static final CellKey SMALL = SampleRun.trainingStep("ejml", 64);

  @Test
  void aSmallForkIsItsStartAndItsIterations() {
    Duration least = TOLD.plus(ForkTime.START);
    assertThat(time(SMALL)).isBetween(least, least.plusMillis(10));
    CellKey kernel = new CellKey("K.apply", Map.of("backend", "ejml", "size", "64x3x2"));
    assertThat(time(kernel)).isEqualTo(TOLD.plus(ForkTime.START));
  }

  @Test
  void aLargeProductTakesLongerThanAnIteration() {
    CellKey product =
        new CellKey(
            BenchmarkKind.KERNEL.method(),
            Map.of("backend", "ejml", "operation", "multiply", "size", "1000x1000x1000"));
    // A thousand million multiply-adds, at 1 to 10 a nanosecond.
    assertThat(ForkTime.ofCall(product)).isBetween(Duration.ofMillis(100), Duration.ofSeconds(1));
    assertThat(time(product).minus(ForkTime.START))
        .isBetween(ForkTime.ofCall(product).multipliedBy(8), TOLD.multipliedBy(3));
  }

  @Test
  void aLargeNetworkTakesItsVerificationAndLongerIterations() {
    // 512·128·794 = 52 million multiply-adds: recorded forks took 0.6 to 1.1 s more.
    CellKey medium = SMALL.with(Factor.SHAPE, "784-128-10").with(Factor.BATCH, "512");
    assertThat(time(medium).minus(time(SMALL)))
        .isBetween(Duration.ofMillis(600), Duration.ofMillis(1100));
  }

  @Test
  void aDeepNetworksStepTakesAllItsLayers() {
    CellKey wide = SMALL.with(Factor.SHAPE, "512-512-1").with(Factor.BATCH, "512");
    CellKey deep = wide.with(Factor.SHAPE, "512-512-512-512-1");
    // Forward and backward, but for the gradient of the data: 2 products, then 3 for each layer.
    assertThat((double) ForkTime.ofCall(deep).toNanos() / ForkTime.ofCall(wide).toNanos())
        .isBetween(3.9, 4.1);
  }

  @Test
  void minibatchesAreVerifiedForLonger() {
    CellKey fixed = SMALL.with(Factor.SHAPE, "784-128-10");
    assertThat(time(fixed.with(Factor.FEED, "next")).minus(time(fixed)))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
  }

  @Test
  void aWholeTrainingTakesItsSteps() {
    CellKey step = SMALL.with(Factor.SHAPE, "784-128-10");
    CellKey training = new CellKey(BenchmarkKind.CONVERGENCE.method(), step.parameters());
    assertThat(time(training)).isGreaterThan(time(step).plusSeconds(5));
  }

  @Test
  void aRunIsAllItsForks() {
    Plan plan =
        SampleRun.description(List.of(SMALL, SMALL.with(Factor.BATCH, "8")), "quick", 3).plan();
    assertThat(ForkTime.ofRounds(plan))
        .isBetween(time(SMALL).multipliedBy(6).minusMillis(10), time(SMALL).multipliedBy(6));
  }

  private static Duration time(CellKey cell) {
    return ForkTime.of(new PlannedCell(cell, SampleRun.ITERATIONS));
  }
}
