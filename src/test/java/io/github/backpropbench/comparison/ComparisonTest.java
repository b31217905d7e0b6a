package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.benchmark.BandwidthBenchmark;
import io.github.backpropbench.comparison.Comparison.Outcome;
import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Settings PLAIN = Settings.gate(0, false);
  private static final int CELLS = 40;

  @Test
  void noRegressionIsShownBetweenEqualRuns() {
    for (int seed = 0; seed < 20; seed += 2) {
      Comparison comparison = compare(run(seed), run(seed + 1).allTimes(1.03));
      assertThat(comparison.outcome()).isEqualTo(Outcome.NO_REGRESSION);
      assertThat(comparison.cells()).hasSize(CELLS);
    }
  }

  @Test
  void aSlowdownOfFivePercentInOneCellIsFoundAndNoneElsewhere() {
    for (int seed = 0; seed < 20; seed += 2) {
      Comparison comparison = compare(run(seed), run(seed + 1).allTimes(0.97).oneTime(7, 1.05));
      assertThat(comparison.outcome()).isEqualTo(Outcome.REGRESSION);
      JudgedSubject worst = comparison.cells().get(0);
      assertThat(worst.subject().cell()).isEqualTo(SimulatedRun.cell(7));
      assertThat(worst.verdict()).isEqualTo(Verdict.SLOWER);
      assertThat(worst.ratio().value()).isCloseTo(0.97 * 1.05, within(0.03));
      assertThat(worst.judged().value()).isCloseTo(1.05, within(0.03));
      assertThat(comparison.cells().get(1).isRegression()).isFalse();
    }
  }

  /** A noisy neighbour slows down some forks, more of them in one run than in another. */
  @Test
  void disturbedForksNeitherHideASlowdownNorLookLikeOne() {
    int found = 0;
    for (int seed = 0; seed < 20; seed += 2) {
      SimulatedRun baseline = new SimulatedRun(seed, 10, 30).disturbed(0.3);
      SimulatedRun candidate = new SimulatedRun(seed + 1, 10, 30).disturbed(0.1).oneTime(7, 1.05);
      Comparison comparison = compare(baseline, candidate);
      found += comparison.cells().get(0).subject().cell().equals(SimulatedRun.cell(7)) ? 1 : 0;
      assertThat(comparison.cells().stream().skip(1)).noneMatch(JudgedSubject::isRegression);
    }
    assertThat(found).isGreaterThanOrEqualTo(9);
  }

  @Test
  void throughputTooIsJudgedByTheFasterForks() {
    List<Measurement> baseline = new ArrayList<>(new SimulatedRun(1, 10, 30).measurements());
    List<Measurement> candidate =
        new ArrayList<>(new SimulatedRun(2, 10, 30).disturbed(0.25).measurements());
    baseline.replaceAll(ComparisonTest::throughput);
    candidate.replaceAll(ComparisonTest::throughput);
    Comparison comparison =
        Comparison.of(
            SimulatedRun.side(environment(), baseline),
            SimulatedRun.side(environment(), candidate),
            PLAIN);
    assertThat(comparison.cells())
        .allMatch(cell -> cell.verdict() == Verdict.NO_DIFFERENCE_SHOWN)
        .allSatisfy(cell -> assertThat(cell.ratio().value()).isCloseTo(1, within(0.02)));
  }

  /** A neighbour on the machine may take half of its bandwidth; that makes no code slower. */
  @Test
  void aSlowerMachineIsNoRegression() {
    CellKey bandwidth =
        new CellKey(BandwidthBenchmark.class.getName() + ".triad", Map.of("threads", "1"));
    List<Measurement> baseline = new ArrayList<>(run(1).measurements());
    List<Measurement> candidate = new ArrayList<>(run(2).measurements());
    for (int round = 1; round <= 10; round++) {
      baseline.add(SampleRun.measurement(round, bandwidth, 100.0, 101.0, 100.0));
      candidate.add(SampleRun.measurement(round, bandwidth, 200.0, 201.0, 200.0));
    }
    Comparison comparison =
        Comparison.of(
            SimulatedRun.side(environment(), baseline),
            SimulatedRun.side(environment(), candidate),
            PLAIN);
    assertThat(comparison.outcome()).isEqualTo(Outcome.NO_REGRESSION);
    assertThat(comparison.uncompared().refused()).containsOnlyKeys(bandwidth);
  }

  @Test
  void ifAllCellsAreMuchSlowerAllAreRegressions() {
    Comparison comparison = compare(run(1), run(2).allTimes(1.3));
    assertThat(comparison.cells()).allMatch(JudgedSubject::isRegression);
  }

  @Test
  void withFewCellsACommonShiftIsNotTakenOff() {
    Comparison drifted =
        compare(new SimulatedRun(1, 3, 10), new SimulatedRun(2, 3, 10).allTimes(1.02));
    assertThat(drifted.outcome()).isEqualTo(Outcome.NO_REGRESSION);
    assertThat(drifted.runs().isKnown()).isFalse();
    Comparison slower =
        compare(new SimulatedRun(1, 3, 10), new SimulatedRun(2, 3, 10).allTimes(1.08));
    assertThat(slower.outcome()).isEqualTo(Outcome.REGRESSION);
  }

  @Test
  void theThresholdMustBeExceededByTheInterval() {
    ComparisonSide baseline = run(1).side();
    ComparisonSide candidate = run(2).oneTime(7, 1.08).side();
    assertThat(Comparison.of(baseline, candidate, Settings.gate(0.02, false)).outcome())
        .isEqualTo(Outcome.REGRESSION);
    Comparison spared = Comparison.of(baseline, candidate, Settings.gate(0.07, false));
    assertThat(spared.outcome()).isEqualTo(Outcome.NO_REGRESSION);
    assertThat(spared.cells().get(0).verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void regressionsComeFirstThenDifferencesBySize() {
    List<Measurement> candidate = new ArrayList<>(run(2).oneTime(7, 1.2).measurements());
    candidate.replaceAll(fork -> scaled(fork, SimulatedRun.cell(3), 1.6));
    candidate.replaceAll(fork -> scaled(fork, SimulatedRun.cell(5), 0.4));
    Comparison comparison =
        Comparison.of(run(1).side(), SimulatedRun.side(environment(), candidate), PLAIN);
    assertThat(comparison.cells().subList(0, 3))
        .extracting(cell -> cell.subject().cell())
        .containsExactly(SimulatedRun.cell(3), SimulatedRun.cell(7), SimulatedRun.cell(5));
  }

  @Test
  void aCellThatFailsOnlyInTheCandidateIsARegression() {
    CellKey broken = SimulatedRun.cell(4);
    List<Measurement> candidate = new ArrayList<>(run(2).measurements());
    candidate.replaceAll(fork -> fork.cell().equals(broken) ? fork.failed("it is wrong") : fork);
    ComparisonSide failing = SimulatedRun.side(environment(), candidate);
    Comparison comparison = Comparison.of(run(1).side(), failing, PLAIN);
    assertThat(comparison.outcome()).isEqualTo(Outcome.REGRESSION);
    assertThat(comparison.uncompared().broken()).containsEntry(broken, "it is wrong");
    Comparison repaired = Comparison.of(failing, run(1).side(), PLAIN);
    assertThat(repaired.outcome()).isEqualTo(Outcome.NO_REGRESSION);
    assertThat(repaired.uncompared().refused().get(broken))
        .contains("failed in the baseline: it is wrong");
  }

  @Test
  void cellsOfOneSideAreListed() {
    Comparison comparison = compare(new SimulatedRun(1, 9, 5), new SimulatedRun(2, 10, 5));
    assertThat(comparison.uncompared().onlyCandidate()).containsExactly(SimulatedRun.cell(10));
    assertThat(comparison.uncompared().onlyBaseline()).isEmpty();
    assertThat(comparison.groups()).hasSize(1);
    assertThat(comparison.groups().get(0).cells()).isEqualTo(9);
    assertThat(comparison.groups().get(0).ratio().value()).isCloseTo(1, within(0.02));
  }

  @Test
  void oneForkCannotTell() {
    Comparison comparison = compare(new SimulatedRun(1, 20, 1), new SimulatedRun(2, 20, 1));
    assertThat(comparison.outcome()).isEqualTo(Outcome.NOTHING_TOLD);
    assertThat(comparison.resolution()).isNaN();
  }

  @Test
  void anotherJvmIsComparedOnlyOnRequest() {
    Environment here = environment();
    HostJvm newer =
        new HostJvm("Debian", "25.0.1", "OpenJDK 64-Bit Server VM", "25.0.1+8", List.of());
    Environment other =
        new Environment(
            here.timestamp(),
            "another-host",
            here.machine(),
            here.os(),
            newer,
            here.gitCommit(),
            here.jarSha256(),
            here.backends());
    ComparisonSide baseline = run(1).side();
    ComparisonSide candidate = run(2).allTimes(0.9).side(other);
    assertThatThrownBy(() -> Comparison.of(baseline, candidate, PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("17.0.15 in the baseline, 25.0.1 in the candidate")
        .hasMessageNotContaining("another-host")
        .hasMessageContaining("--across-environments");
    Comparison across = Comparison.of(baseline, candidate, Settings.gate(0, true));
    assertThat(across.environmentDifferences())
        .containsExactly(
            "the Java version: 17.0.15 in the baseline, 25.0.1 in the candidate",
            "the JVM's version: 17.0.15+6 in the baseline, 25.0.1+8 in the candidate");
    assertThat(across.runs().shift()).isZero();
    assertThat(across.cells()).allMatch(cell -> cell.verdict() == Verdict.FASTER);
  }

  @Test
  void theHostsNameAndTheFlagsMayDiffer() {
    Environment here = environment();
    HostJvm jvm = here.jvm();
    Environment other =
        new Environment(
            here.timestamp(),
            "another-host",
            here.machine(),
            here.os(),
            new HostJvm(
                jvm.vendor(), jvm.version(), jvm.name(), jvm.vmVersion(), List.of("-Xmx9g")),
            "another-commit",
            "another-jar",
            List.of());
    assertThat(Comparison.of(run(1).side(), run(2).side(other), PLAIN).environmentDifferences())
        .isEmpty();
  }

  private static SimulatedRun run(long seed) {
    return new SimulatedRun(seed, CELLS, 10);
  }

  private static Comparison compare(SimulatedRun baseline, SimulatedRun candidate) {
    return Comparison.of(baseline.side(), candidate.side(), PLAIN);
  }

  private static Environment environment() {
    return SampleRun.environment();
  }

  /** Operations per nanosecond instead of nanoseconds per operation. */
  private static Measurement throughput(Measurement fork) {
    return fork.withScores("thrpt", "ops/ns", fork.scores().stream().map(s -> 1 / s).toList());
  }

  private static Measurement scaled(Measurement fork, CellKey cell, double factor) {
    return fork.cell().equals(cell)
        ? fork.withScores(
            fork.mode(), fork.unit(), fork.scores().stream().map(s -> factor * s).toList())
        : fork;
  }
}
