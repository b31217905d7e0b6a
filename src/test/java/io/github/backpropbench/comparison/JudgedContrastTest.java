package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgedContrastTest {
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);
  private static final double[] NOISE = {1.00, 1.01, 0.99, 1.02, 0.98};

  @Test
  void aTimeTwiceAsLongIsSlower() {
    assertThat(verdict("avgt", 2.0, 5, NoiseFloor.UNKNOWN)).isEqualTo(Verdict.SLOWER);
    assertThat(verdict("avgt", 0.5, 5, NoiseFloor.UNKNOWN)).isEqualTo(Verdict.FASTER);
  }

  @Test
  void aThroughputTwiceAsLargeIsFaster() {
    assertThat(verdict("thrpt", 2.0, 5, NoiseFloor.UNKNOWN)).isEqualTo(Verdict.FASTER);
    assertThat(verdict("thrpt", 0.5, 5, NoiseFloor.UNKNOWN)).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void whatLiesBelowTheFloorIsNoDifference() {
    assertThat(verdict("avgt", 1.2, 5, new NoiseFloor(0.1))).isEqualTo(Verdict.SLOWER);
    assertThat(verdict("avgt", 1.2, 5, new NoiseFloor(0.3))).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
  }

  @Test
  void equalCellsShowNoDifferenceAndOneForkCannotTell() {
    assertThat(verdict("avgt", 1.0, 5, NoiseFloor.UNKNOWN)).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    assertThat(verdict("avgt", 2.0, 1, NoiseFloor.UNKNOWN)).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void whatOnlyTheNumberOfContrastsHidesIsProbable() {
    List<Measurement> forks = new ArrayList<>();
    List<Contrast> contrasts = new ArrayList<>();
    double[] ratios = {1.025, 1, 1, 1, 1, 1, 1, 1};
    for (int batch = 1; batch <= ratios.length; batch++) {
      CellKey ejml = SampleRun.trainingStep("ejml", batch);
      CellKey arrays = SampleRun.trainingStep("arrays", batch);
      contrasts.add(new Contrast(Factor.BACKEND, ejml, arrays));
      for (int round = 1; round <= 5; round++) {
        double mine = ratios[batch - 1] * NOISE[round - 1];
        forks.add(SampleRun.measurement(round, ejml, mine));
        forks.add(SampleRun.measurement(round, arrays, NOISE[(round + batch) % 5]));
      }
    }
    ForkScores scores = new ForkScores(forks);
    JudgedContrast first = JudgedContrast.family(contrasts, scores, NoiseFloor.UNKNOWN).get(0);
    assertThat(first.ratio().low()).isGreaterThan(1);
    assertThat(first.verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    assertThat(first.isProbable()).isTrue();
    assertThat(first.inverse().isProbable()).isTrue();
    List<JudgedContrast> alone =
        JudgedContrast.family(contrasts.subList(0, 1), scores, NoiseFloor.UNKNOWN);
    assertThat(alone.get(0).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(alone.get(0).isProbable()).isFalse();
    NoiseFloor floor = new NoiseFloor(0.05);
    assertThat(JudgedContrast.family(contrasts, scores, floor))
        .noneMatch(JudgedContrast::isProbable);
  }

  private static Verdict verdict(String mode, double ratio, int rounds, NoiseFloor floor) {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      double mine = ratio * NOISE[round - 1];
      double other = NOISE[rounds - round];
      forks.add(SampleRun.measurement(round, EJML, mode, "unit", mine));
      forks.add(SampleRun.measurement(round, ARRAYS, mode, "unit", other));
    }
    return JudgedContrast.family(
            List.of(new Contrast(Factor.BACKEND, EJML, ARRAYS)), new ForkScores(forks), floor)
        .get(0)
        .verdict();
  }
}
