package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.SampleRun;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  private static final CellKey CELL = SampleRun.trainingStep("ejml", 64);

  @Test
  void aCellIsNamedByWhatTellsItFromOthers() {
    assertThat(RunProgress.brief(CELL)).isEqualTo("TrainingStep ejml 3-2-1 f32 64 manual sgd bias");
    assertThat(RunProgress.brief(CELL.with("bias", "false"))).contains("no-bias");
  }

  @Test
  void oneThreadGoesWithoutSaying() {
    assertThat(RunProgress.brief(CELL.with(Factor.THREADS, "1")))
        .isEqualTo(RunProgress.brief(CELL));
    assertThat(RunProgress.brief(CELL.with(Factor.THREADS, "2")))
        .isEqualTo("TrainingStep ejml 3-2-1 f32 2-threads 64 manual sgd bias");
  }
}
