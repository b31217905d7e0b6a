package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.statistics.Simulation.Shares;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the method promises, with the noise of recorded forks; {@link SimulationTable} has more of
 * it. The seeds fix the results. A share of 150 families has a standard error of up to 0.02 around
 * 0.05, which the bounds do not allow for: what was chosen stays well below.
 */
class SimulationTest {
  private static final NoiseModel ALONE = NoiseFit.of(RecordedForks.of("alone"));
  private static final NoiseModel BUSY = NoiseFit.of(RecordedForks.of("busy"));
  private static final NoiseModel UNEVEN = ALONE.withUnevenness(0.8);
  private static final int CELLS = 100;
  private static final int FAMILIES = 150;

  static Stream<Arguments> noises() {
    return Stream.of(
        Arguments.of(ALONE, 14), Arguments.of(ALONE, 20),
        Arguments.of(UNEVEN, 14), Arguments.of(UNEVEN, 20));
  }

  @ParameterizedTest
  @MethodSource("noises")
  void ratiosOfTwoRunsCoverAndDoNotAccuse(NoiseModel noise, int forks) {
    Shares shares = simulation(noise, CELLS, forks).betweenRuns(SummaryMethod.CHOSEN, 2);
    assertThat(shares.coverage()).isGreaterThanOrEqualTo(0.94);
    assertThat(shares.alarms()).isLessThanOrEqualTo(0.05);
  }

  /** Eight to twelve cells in twenty rounds take the harness five to eight minutes. */
  @Test
  void fivePerCentOfOneCellAreFound() {
    for (NoiseModel noise : List.of(ALONE, BUSY)) {
      Shares shares = simulation(noise, 12, 20).betweenRuns(SummaryMethod.CHOSEN, 3);
      assertThat(shares.found()).isGreaterThanOrEqualTo(0.9);
    }
  }

  @Test
  void aBusyMachineIsNotAccusedEither() {
    Shares shares = new Simulation(BUSY, CELLS, 14, 400).betweenRuns(SummaryMethod.CHOSEN, 4);
    assertThat(shares.coverage()).isGreaterThanOrEqualTo(0.94);
    assertThat(shares.alarms()).isLessThanOrEqualTo(0.05);
  }

  /** Why a fork measures many short iterations, and its best count. */
  @Test
  void byMeansOrMediansOfTheIterationsNothingIsFound() {
    for (SummaryMethod usual : SummaryMethod.ALL.subList(0, 3)) {
      assertThat(simulation(ALONE, 12, 20).betweenRuns(usual, 6).found()).isLessThan(0.3);
    }
  }

  /** Why forks alone do not do for two runs. */
  @Test
  void withoutAllowingForTheRunsEqualThingsAreAccused() {
    SummaryMethod naive = SummaryMethod.ALL.get(4);
    assertThat(naive.allows()).isFalse();
    assertThat(simulation(ALONE, CELLS, 10).betweenRuns(naive, 5).alarms()).isGreaterThan(0.2);
  }

  @Test
  void theNoiseIsThatOfTheRecordedForks() {
    assertThat(List.of(ALONE.fork(), ALONE.drift()))
        .allSatisfy(deviation -> assertThat(deviation).isBetween(0.005, 0.03));
    assertThat(BUSY.fork()).isGreaterThan(ALONE.fork());
    assertThat(ALONE.disturbance()).isGreaterThan(0.03);
  }

  private static Simulation simulation(NoiseModel noise, int cells, int forks) {
    return new Simulation(noise, cells, forks, FAMILIES);
  }
}
