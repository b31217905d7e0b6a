package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsToTargetTest {
  @Test
  void aCellHasTheTrainingsOfItsOwnWorkAndSeeds() {
    List<EvaluationCurve> own = SampleCurves.reached(100, 200, 400);
    List<EvaluationCurve> all = new ArrayList<>(own);
    all.addAll(SampleCurves.of("adam", 32, true, 50, 50, 50));
    all.addAll(SampleCurves.of("sgd", 32, false, 70, 70, 70));
    all.addAll(SampleCurves.of("sgd", 8, true, 60, 60, 60));
    CellKey cell = SampleCurves.cell("ejml", own.get(0), 3);
    assertThat(StepsToTarget.of(cell, all)).hasValue(new StepsToTarget(own));
    assertThat(StepsToTarget.of(cell.with(Factor.SEEDS, "2"), all))
        .hasValue(new StepsToTarget(own.subList(0, 2)));
    assertThat(StepsToTarget.of(cell.with(Factor.TARGET, "96%"), all)).isEmpty();
  }

  @Test
  void theExpectedStepsAreTheMeanIfAllReachTheTarget() {
    StepsToTarget steps = new StepsToTarget(SampleCurves.reached(100, 200, 600));
    assertThat(steps.expected()).isEqualTo(300);
    assertThat(steps.reached()).isEqualTo(3);
    assertThat(steps.typical().orElseThrow().last().step()).isEqualTo(200);
  }

  /** An epoch of 1079 rows has 33 steps of 32 rows and one of 23. */
  @Test
  void theLastStepOfAnEpochHasFewerRows() {
    assertThat(SampleCurves.reached(33).get(0).samples()).isEqualTo(33 * 32);
    assertThat(SampleCurves.reached(34).get(0).samples()).isEqualTo(1079);
    assertThat(SampleCurves.reached(36).get(0).samples()).isEqualTo(1079 + 2 * 32);
    assertThat(SampleCurves.of("sgd", 512, true, 62).get(0).samples())
        .isEqualTo(20 * 1079 + 2 * 512);
    assertThat(new StepsToTarget(SampleCurves.reached(34, 36)).expectedSamples())
        .isEqualTo(1079 + 32);
  }

  /** One that fails is followed by another one, so its steps count, too. */
  @Test
  void aTrainingThatDoesNotReachTheTargetIsNotMissing() {
    StepsToTarget steps = new StepsToTarget(SampleCurves.reached(100, SampleCurves.GIVEN_UP, 300));
    assertThat(steps.reached()).isEqualTo(2);
    assertThat(steps.expected()).isEqualTo((100 + SampleCurves.GIVEN_UP + 300) / 2.0);
    assertThat(steps.typical().orElseThrow().last().step()).isEqualTo(300);
    StepsToTarget none = new StepsToTarget(SampleCurves.reached(SampleCurves.GIVEN_UP));
    assertThat(none.expected()).isInfinite();
    assertThat(none.typical()).isEmpty();
  }
}
