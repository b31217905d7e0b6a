package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.SampleRun;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  private static final CellKey CELL = SampleRun.trainingStep("ejml", 64);

  @Test
  void aCellIsNamedByWhatTellsItFromOthers() {
    assertThat(RunProgress.brief(CELL)).isEqualTo("TrainingStep ejml f32 3-2-1 64 manual bias sgd");
    assertThat(RunProgress.brief(CELL.with("bias", "false"))).contains("no-bias");
  }

  @Test
  void oneThreadGoesWithoutSaying() {
    assertThat(RunProgress.brief(CELL.with(CellKey.THREADS, "1")))
        .isEqualTo(RunProgress.brief(CELL));
    assertThat(RunProgress.brief(CELL.with(CellKey.THREADS, "2")))
        .isEqualTo("TrainingStep ejml f32 2-threads 3-2-1 64 manual bias sgd");
  }
}
