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
        Arguments.of(ALONE, 5), Arguments.of(ALONE, 10),
        Arguments.of(UNEVEN, 5), Arguments.of(UNEVEN, 10));
  }

  @ParameterizedTest
  @MethodSource("noises")
  void ratiosOfOneRunCoverAndDoNotAccuse(NoiseModel noise, int forks) {
    Shares shares = simulation(noise, CELLS, forks).withinARun(Candidate.CHOSEN, 1);
    assertThat(shares.coverage()).isGreaterThanOrEqualTo(0.94);
    assertThat(shares.alarms()).isLessThanOrEqualTo(0.05);
  }

  @ParameterizedTest
  @MethodSource("noises")
  void ratiosOfTwoRunsCoverAndDoNotAccuse(NoiseModel noise, int forks) {
    Shares shares = simulation(noise, CELLS, forks).betweenRuns(Candidate.CHOSEN, 2);
    assertThat(shares.coverage()).isGreaterThanOrEqualTo(0.94);
    assertThat(shares.alarms()).isLessThanOrEqualTo(0.05);
  }

  /** Forty cells in fifteen rounds take the harness ten to fifteen minutes. */
  @Test
  void fivePerCentOfOneCellAreFound() {
    Shares shares = simulation(ALONE, 40, 15).betweenRuns(Candidate.CHOSEN, 3);
    assertThat(shares.found()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void aBusyMachineFindsLittleAndStillDoesNotAccuse() {
    Shares shares = simulation(BUSY, CELLS, 10).withinARun(Candidate.CHOSEN, 4);
    assertThat(shares.coverage()).isGreaterThanOrEqualTo(0.94);
    assertThat(shares.alarms()).isLessThanOrEqualTo(0.05);
  }

  /** Why forks alone do not do for two runs. */
  @Test
  void withoutAllowingForTheRunsEqualThingsAreAccused() {
    Candidate naive = Candidate.ALL.get(0);
    assertThat(simulation(ALONE, CELLS, 10).betweenRuns(naive, 5).alarms()).isGreaterThan(0.3);
  }

  @Test
  void theNoiseIsThatOfTheRecordedForks() {
    assertThat(List.of(ALONE.fork(), ALONE.iteration(), ALONE.drift()))
        .allSatisfy(deviation -> assertThat(deviation).isBetween(0.005, 0.03));
    assertThat(BUSY.drift()).isGreaterThan(ALONE.drift());
    assertThat(BUSY.slowForks()).isGreaterThan(ALONE.slowForks());
  }

  private static Simulation simulation(NoiseModel noise, int cells, int forks) {
    return new Simulation(noise, cells, forks, FAMILIES);
  }
}
