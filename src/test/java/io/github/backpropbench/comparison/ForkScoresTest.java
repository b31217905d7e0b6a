package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.statistics.LogSample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkScoresTest {
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);

  @Test
  void ratiosPairTheRoundsThatBothHave() {
    Measurement failed = SampleRun.measurement(3, EJML, 1.0).failed("crashed");
    ForkScores means =
        new ForkScores(
            List.of(
                SampleRun.measurement(2, ARRAYS, 4.0),
                SampleRun.measurement(1, ARRAYS, 1.0, 3.0),
                SampleRun.measurement(3, ARRAYS, 9.0),
                SampleRun.measurement(1, EJML, 6.0),
                SampleRun.measurement(2, EJML, 12.0, 12.0),
                failed));
    assertThat(means.cells()).containsExactly(ARRAYS, EJML);
    assertThat(means.of(ARRAYS)).containsEntry(1, 2.0).containsEntry(2, 4.0).hasSize(3);
    LogSample pairs = means.pairs(EJML, ARRAYS);
    assertThat(pairs.count()).isEqualTo(2);
    assertThat(Math.exp(pairs.mean())).isCloseTo(3.0, within(1e-12));
  }

  @Test
  void aCellWithoutScoresHasNoRatio() {
    ForkScores means = new ForkScores(List.of(SampleRun.measurement(1, ARRAYS, 1.0)));
    assertThat(means.of(EJML)).isEmpty();
    assertThat(means.pairs(EJML, ARRAYS).mean()).isNaN();
  }
}
