package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContrastRatiosTest {
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey C = SampleRun.trainingStep("c", 64);
  private static final Contrast C_BY_ARRAYS = new Contrast(Factor.BACKEND, C, ARRAYS);

  /** A common drift of 30 % in the rounds of both. */
  private static List<Measurement> drifting(double factor) {
    List<Measurement> forks = new ArrayList<>();
    double[] drift = {1.0, 1.1, 1.2, 1.3};
    for (int round = 1; round <= drift.length; round++) {
      forks.add(SampleRun.measurement(round, ARRAYS, 100 * drift[round - 1]));
      forks.add(SampleRun.measurement(round, C, 100 * factor * drift[round - 1]));
    }
    return forks;
  }

  @Test
  void whatWasMeasuredSideBySideIsPaired() {
    Ratio ratio = judge(drifting(0.5), Set.of()).ratio();
    assertThat(ratio.value()).isCloseTo(0.5, within(1e-9));
    assertThat(ratio.relativeHalfWidth()).isLessThan(1e-6);
  }

  @Test
  void whatWasNotHasTheErrorsOfBoth() {
    JudgedContrast judged = judge(drifting(0.5), Set.of(C));
    assertThat(judged.ratio().value()).isCloseTo(0.5, within(1e-9));
    // Welch on logarithms of deviation 0.1129 each, six degrees of freedom: t at 97.5 % is 2.447;
    // that two runs differ by 0.3 % more hardly shows.
    double halfWidth = Math.expm1(2.447 * 0.1129 * Math.sqrt(2.0 / 4));
    assertThat(judged.ratio().relativeHalfWidth()).isCloseTo(halfWidth, within(0.003));
    assertThat(judged.verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void aSmallDifferenceMayBeTheMachinesDrift() {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= 10; round++) {
      forks.add(SampleRun.measurement(round, ARRAYS, 100 + 0.01 * (round % 3)));
      forks.add(SampleRun.measurement(round, C, 98 + 0.01 * (round % 2)));
    }
    assertThat(judge(forks, Set.of()).verdict()).isEqualTo(Verdict.FASTER);
    assertThat(judge(forks, Set.of(C)).verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
  }

  @Test
  void cellsOfOneFileArePairedWithEachOther() {
    CellKey autograd = C.with(Factor.GRADIENT, "autograd");
    List<Measurement> forks = new ArrayList<>();
    double[] drift = {1.0, 1.2, 1.4};
    for (int round = 1; round <= drift.length; round++) {
      forks.add(SampleRun.measurement(round, C, 100 * drift[round - 1]));
      forks.add(SampleRun.measurement(round, autograd, 150 * drift[round - 1]));
    }
    ForkScores scores = new ForkScores(forks, Set.of(C, autograd));
    Contrast contrast = new Contrast(Factor.GRADIENT, autograd, C);
    Ratio ratio =
        JudgedContrast.family(List.of(contrast), scores, NoiseFloor.UNKNOWN).get(0).ratio();
    assertThat(ratio.relativeHalfWidth()).isLessThan(1e-6);
  }

  /** The forks of a file are only numbered: nothing that they have in common can be removed. */
  @Test
  void whatWasNotMeasuredInRoundsIsNotPaired() {
    ForkScores file = new ForkScores(drifting(0.5), Set.of(), false);
    Ratio ratio =
        JudgedContrast.family(List.of(C_BY_ARRAYS), file, NoiseFloor.UNKNOWN).get(0).ratio();
    assertThat(ratio.value()).isCloseTo(0.5, within(1e-9));
    assertThat(ratio.relativeHalfWidth()).isGreaterThan(0.1);
  }

  private static JudgedContrast judge(List<Measurement> forks, Set<CellKey> apart) {
    return JudgedContrast.family(
            List.of(C_BY_ARRAYS), new ForkScores(forks, apart), NoiseFloor.UNKNOWN)
        .get(0);
  }
}
