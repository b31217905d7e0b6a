package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SteadyStateReportTest {
  private static final int ROUNDS = 3;
  private static final int STEADY = 0;
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);

  private final Random random = new Random(2);

  @Test
  void theWarmUpOfEachBackendIsToldWithWhatItCost() {
    String text =
        text(
            fork(ARRAYS, 100, STEADY).map(fork -> fork.withWarmup(List.of(200.0, 102.0, 102.0))),
            fork(EJML, 300, STEADY).map(fork -> fork.withWarmup(List.of(3000.0, 3000.0, 303.0))));
    assertThat(text)
        .contains(
            "Counted from its first warm-up iteration, a fork was steady after 400 ms with ejml"
                + " and 200 ms with arrays (medians; the slowest, with ejml, after 400 ms); slower"
                + " steps until then cost ")
        .contains("Of 6 forks, 6 warmed up.")
        .doesNotContain("Take care");
  }

  @Test
  void aBackendThatNeverBecameSteadyHasNoSuchTime() {
    List<Double> flat = List.of(100.0, 100.0, 100.0);
    assertThat(
            text(
                fork(ARRAYS, 100, STEADY).map(fork -> fork.withWarmup(flat)),
                fork(EJML, 100, 30).map(fork -> fork.withWarmup(flat))))
        .contains("steady after 0 s with arrays (medians; the slowest, with arrays, after 0 s)")
        .contains("Of 6 forks, 3 ran at one speed from the start and 3 never became steady.");
    assertThat(text(fork(EJML, 100, 30).map(fork -> fork.withWarmup(flat))))
        .contains("Of 3 forks, 3 never became steady.")
        .doesNotContain("warm-up iteration");
  }

  @Test
  void aVerdictOnForksThatWereNotSteadyIsWarnedOf() {
    assertThat(text(fork(ARRAYS, 100, STEADY), fork(EJML, 300, 25)))
        .contains("The forks of 1 of 2 cells do not look like samples of one steady time")
        .contains("(not steady when measured)")
        .contains("Take care: 1 of 1 verdicts rests on cells that were not steady when measured.");
  }

  @Test
  void aRunOfBeforeSaysNothingAboutWarmUp() {
    assertThat(text(fork(ARRAYS, 100, STEADY), fork(EJML, 300, STEADY)))
        .doesNotContain("warm-up iteration", "forks,", "steady");
  }

  @SafeVarargs
  private static String text(Stream<Measurement>... cells) {
    List<Measurement> forks = new ArrayList<>(Stream.of(cells).flatMap(cell -> cell).toList());
    List<PlannedCell> planned =
        forks.stream()
            .map(Measurement::cell)
            .distinct()
            .map(cell -> new PlannedCell(cell, SampleRun.ITERATIONS))
            .toList();
    Plan plan = new Plan("custom", 42, ROUNDS, planned, List.of());
    return RunReport.of(new RunResults(SyntheticRun.description(plan), forks, List.of()))
        .text()
        .replaceAll("\\s+", " ");
  }

  /** The forks of a cell, whose first iterations take half as long again. */
  private Stream<Measurement> fork(CellKey cell, double time, int slow) {
    return Stream.iterate(1, round -> round + 1)
        .limit(ROUNDS)
        .map(
            round -> {
              double[] scores = random.doubles(50).map(u -> time * (1 + 0.02 * u)).toArray();
              for (int i = 0; i < slow; i++) {
                scores[i] *= 1.5;
              }
              return SampleRun.measurement(
                  round, cell, DoubleStream.of(scores).boxed().toArray(Double[]::new));
            });
  }
}
