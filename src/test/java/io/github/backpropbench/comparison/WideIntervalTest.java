package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WideIntervalTest {
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);
  private static final List<CellKey> CELLS = List.of(ARRAYS, EJML);
  private static final List<Contrast> CONTRASTS = Contrast.among(CELLS);

  /** Both drift by 30 %, together, so that their ratio is steady. */
  private static List<Measurement> drifting() {
    List<Measurement> forks = new ArrayList<>();
    double[] drift = {1.0, 1.15, 1.3};
    for (int round = 1; round <= drift.length; round++) {
      forks.add(SampleRun.measurement(round, ARRAYS, 100 * drift[round - 1]));
      forks.add(SampleRun.measurement(round, EJML, 200 * drift[round - 1]));
    }
    return forks;
  }

  @Test
  void aDriftWidensScoresAndNotRatios() {
    assertThat(WideInterval.among(CELLS, CONTRASTS, drifting(), 0.02))
        .allMatch(wide -> wide.contrast() == null)
        .extracting(WideInterval::cell)
        .containsExactly(ARRAYS, EJML);
  }

  @Test
  void theTargetIsTheHalfWidthOnTheLogScale() {
    // Logarithms 0, 0.14, 0.262 have a deviation of 0.1313; t(2) at 97.5 % is 4.3027.
    double halfWidth = Math.expm1(4.3027 * 0.1313 / Math.sqrt(3));
    assertThat(WideInterval.among(CELLS, CONTRASTS, drifting(), 1.01 * halfWidth)).isEmpty();
    assertThat(WideInterval.among(CELLS, CONTRASTS, drifting(), 0.99 * halfWidth)).hasSize(2);
  }

  @Test
  void aRatioThatIsTooWideNeedsBothCells() {
    List<Measurement> forks = drifting();
    forks.add(SampleRun.measurement(4, ARRAYS, 100.0));
    forks.add(SampleRun.measurement(4, EJML, 400.0));
    WideInterval wide = WideInterval.among(CELLS, CONTRASTS, forks, 0.02).get(0);
    assertThat(wide.contrast()).isNotNull();
    assertThat(wide.cells()).containsExactly(EJML, ARRAYS);
    assertThat(wide.halfWidth()).isGreaterThan(0.02);
  }

  @Test
  void tooFewForksAreTooWide() {
    List<Measurement> first = drifting().subList(0, 2);
    assertThat(WideInterval.among(CELLS, CONTRASTS, first, 0.02))
        .hasSize(3)
        .allMatch(wide -> Double.isNaN(wide.halfWidth()));
  }

  @Test
  void whatCannotBeMeasuredIsNotWide() {
    List<Measurement> forks = new ArrayList<>();
    for (Measurement fork : drifting()) {
      forks.add(fork.cell().equals(EJML) ? fork.failed("wrong") : fork);
    }
    assertThat(WideInterval.among(CELLS, CONTRASTS, forks, 0.02))
        .extracting(WideInterval::cell)
        .containsExactly(ARRAYS);
  }
}
