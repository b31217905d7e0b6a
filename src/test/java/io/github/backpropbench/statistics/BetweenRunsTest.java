package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BetweenRunsTest {
  private static final double FORKS = 0.005;

  @Test
  void whatAllCellsShareIsTakenOffAndOneChangedCellDoesNotMoveIt() {
    List<LogRatio> ratios = ratios(40, 0.03, 0.002, 1);
    ratios.set(7, ratio(0.03 + 0.4));
    BetweenRuns runs = BetweenRuns.of(ratios, 0);
    assertThat(runs.isKnown()).isTrue();
    assertThat(runs.shift()).isCloseTo(0.03, within(0.003));
    assertThat(runs.apply(ratios.get(7)).value()).isCloseTo(0.4, within(0.003));
  }

  @Test
  void theCellsOwnPartIsFoundFromTheirSpread() {
    double deviation = 0.012;
    BetweenRuns runs = BetweenRuns.of(ratios(2000, 0, deviation, 2), 0);
    assertThat(Math.sqrt(runs.cellVariance())).isCloseTo(deviation, within(0.001));
  }

  @Test
  void cellsThatDifferByTheirForksOnlyGetTheLeastPart() {
    BetweenRuns runs = BetweenRuns.of(ratios(200, 0, 0, 3), 0);
    LogRatio applied = runs.apply(ratio(0.05));
    assertThat(applied.standardError()).isGreaterThan(FORKS);
    assertThat(applied.degreesOfFreedom()).isGreaterThan(8);
  }

  @Test
  void aShiftTooLargeForAMachineIsLeftToTheCells() {
    BetweenRuns runs = BetweenRuns.of(ratios(40, 0.3, 0, 4), 0);
    assertThat(runs.shift()).isEqualTo(BetweenRuns.LARGEST_QUIET_SHIFT);
    assertThat(runs.apply(ratio(0.3)).value()).isCloseTo(0.3 - runs.shift(), within(1e-12));
  }

  @Test
  void aMachineThatDriftsWithinARunMayDriftAsMuchBetweenTwo() {
    BetweenRuns runs = BetweenRuns.of(ratios(40, 0.3, 0, 4), 0.4);
    assertThat(runs.shift()).isCloseTo(0.3, within(0.003));
  }

  @Test
  void fewCellsCannotTellAShift() {
    BetweenRuns runs = BetweenRuns.of(ratios(BetweenRuns.LEAST_CELLS - 1, 0.05, 0, 5), 0);
    assertThat(runs.isKnown()).isFalse();
    assertThat(runs.shift()).isZero();
    assertThat(runs.margin()).isGreaterThan(BetweenRuns.of(ratios(40, 0, 0, 5), 0).margin());
  }

  @Test
  void certainCellsStayCertainOfTheirForks() {
    LogRatio certain = new LogRatio(0.1, 0, 8, 5);
    LogRatio applied = BetweenRuns.of(List.of(certain), 0).apply(certain);
    assertThat(applied.standardError()).isPositive();
    assertThat(applied.ratio().low()).isGreaterThan(1);
    assertThat(BetweenRuns.of(List.of(), 0).apply(LogRatio.withoutError(0.1, 1)).hasError())
        .isFalse();
  }

  private static List<LogRatio> ratios(int cells, double shift, double deviation, long seed) {
    Random random = new Random(seed);
    List<LogRatio> ratios = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      double error = Math.hypot(deviation, FORKS);
      ratios.add(ratio(shift + error * random.nextGaussian()));
    }
    return ratios;
  }

  private static LogRatio ratio(double value) {
    return new LogRatio(value, FORKS, 1000, 10);
  }
}
