package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.SampleRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunEstimateTest {
  /** Two cells whose forks iterate for 1.1 s, two rounds. */
  private static final Plan PLAN =
      new Plan(
          "test",
          1,
          2,
          List.of(
              new PlannedCell(SampleRun.trainingStep("a", 1), SampleRun.ITERATIONS),
              new PlannedCell(SampleRun.trainingStep("b", 1), SampleRun.ITERATIONS)),
          List.of());

  @Test
  void itIsThePlansBeforeAnythingIsMeasured() {
    Duration left = new RunEstimate(PLAN, List.of()).left();
    assertThat(left).isBetween(Duration.ofMillis(4 * 1100), Duration.ofMillis(4 * 3000));
  }

  @Test
  void thenItFollowsTheForks() {
    // Each sample takes 1.625 s.
    RunEstimate estimate =
        new RunEstimate(
            PLAN, List.of(SampleRun.measurement(1, SampleRun.trainingStep("a", 1), 1.0)));
    assertThat(estimate.left()).isEqualTo(Duration.ofMillis(3 * 1625));
    for (int i = 0; i < 3; i++) {
      estimate.finished(SampleRun.measurement(1, SampleRun.trainingStep("b", 1), 1.0));
    }
    assertThat(estimate.left()).isEqualTo(Duration.ZERO);
    assertThat(estimate.done()).isEqualTo(4);
  }

  @Test
  void anAdaptiveRunMayTakeItsBudget() {
    RunEstimate estimate =
        new RunEstimate(
            PLAN.with(new Effort(60.0, 0.02)),
            List.of(SampleRun.measurement(1, SampleRun.trainingStep("a", 1), 1.0)));
    assertThat(estimate.left()).isEqualTo(Duration.ofMillis(60_000 - 1625));
  }

  @Test
  void theForksOfAnAdaptiveRunAreEstimatedByTheirTime() {
    RunEstimate estimate =
        new RunEstimate(
            PLAN.with(Effort.forTheAnswer(16.25)),
            List.of(SampleRun.measurement(1, SampleRun.trainingStep("a", 1), 1.0)));
    assertThat(estimate.all()).isEqualTo(10);
    assertThat(estimate.allInWords()).isEqualTo("about 10");
    assertThat(estimate.doneInWords()).isEqualTo("1 fork");
    assertThat(new RunEstimate(PLAN, List.of()).allInWords()).isEqualTo("4");
    assertThat(new RunEstimate(PLAN, List.of()).doneInWords()).isEqualTo("0 of 4 forks");
  }

  @Test
  void aBudgetThatIsSpentLeavesTheRoundsToFinish() {
    RunEstimate estimate =
        new RunEstimate(
            PLAN.with(Effort.forTheAnswer(1)),
            List.of(SampleRun.measurement(1, SampleRun.trainingStep("a", 1), 1.0)));
    assertThat(estimate.all()).isEqualTo(4);
    assertThat(estimate.left()).isEqualTo(Duration.ofMillis(3 * 1625));
  }

  @ParameterizedTest
  @CsvSource({"0, 1 s", "99400, 99 s", "100000, 2 min", "5900000, 98 min", "7800000, 2 h 10 min"})
  void isSaidInWords(long milliseconds, String words) {
    assertThat(RunEstimate.text(Duration.ofMillis(milliseconds))).isEqualTo(words);
  }
}
