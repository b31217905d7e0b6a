package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.WideInterval;
import io.github.backpropbench.harness.Schedule.Step;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Adaptive runs; each fork takes {@link SampleRun#measurement}'s 1.625 seconds. */
class ScheduleTest {
  private static final double SECONDS = 1.625;
  private static final int ROUNDS = 3;

  /** Noise of 20 % at batch 1, of 0.1 % at the others. */
  private static final List<CellKey> CELLS =
      Stream.of(1, 8, 64)
          .flatMap(
              batch ->
                  Stream.of("arrays", "ejml", "ojalgo")
                      .map(backend -> SampleRun.trainingStep(backend, batch)))
          .toList();

  private static final List<Contrast> CONTRASTS =
      ReportedContrasts.of(CELLS, List.of("arrays", "ejml", "ojalgo"));

  @Test
  void whatIsPreciseIsLeftAlone() {
    List<Measurement> all = run(plan(10_000, 0.05), List.of());
    assertThat(all.subList(0, ROUNDS * CELLS.size()))
        .allMatch(measurement -> measurement.round() <= ROUNDS);
    // What is quiet in three forks need not be: some more show that it is.
    List<Measurement> more = all.subList(ROUNDS * CELLS.size(), all.size());
    long noisy = more.stream().filter(fork -> fork.cell().value(Factor.BATCH).equals("1")).count();
    long quiet = more.size() - noisy;
    assertThat(noisy).isGreaterThan(2 * quiet);
  }

  @Test
  void endsWhenAllIsPrecise() {
    Plan plan = plan(10_000, 0.05);
    List<Measurement> all = run(plan, List.of());
    assertThat(WideInterval.among(CELLS, CONTRASTS, all, 0.05)).isEmpty();
    assertThat(Schedule.isComplete(plan, all)).isTrue();
    assertThat(Schedule.isComplete(plan, all.subList(0, all.size() - 1))).isFalse();
  }

  @Test
  void comparedCellsStayTogetherInARound() {
    List<Measurement> all = run(plan(10_000, 0.05), List.of());
    int last = all.get(all.size() - 1).round();
    assertThat(last).isGreaterThan(ROUNDS + 1);
    for (int round = ROUNDS + 1; round <= last; round++) {
      Set<String> backends = backends(all, round);
      assertThat(backends).isNotEmpty();
      if (WideInterval.among(CELLS, CONTRASTS, before(all, round), 0.05).stream()
          .anyMatch(wide -> wide.contrast() != null)) {
        assertThat(backends).hasSizeGreaterThanOrEqualTo(2);
      }
    }
  }

  @Test
  void aSpentBudgetEndsItWithWholeBlocks() {
    double first = ROUNDS * CELLS.size() * SECONDS;
    for (int more = 0; more < 12; more++) {
      Plan plan = plan(first + more * SECONDS, 0.0001);
      List<Measurement> all = run(plan, List.of());
      assertThat(seconds(all)).isLessThanOrEqualTo(first + more * SECONDS);
      // Nothing is precise enough for this target: each block is the three backends of a batch.
      assertThat(all).hasSize(ROUNDS * CELLS.size() + more / 3 * 3);
      assertThat(Schedule.isComplete(plan, all)).isTrue();
    }
  }

  @Test
  void theFirstRoundsAreMeasuredWhateverTheBudget() {
    assertThat(run(plan(1, 0.05), List.of())).hasSize(ROUNDS * CELLS.size());
  }

  @Test
  void aRunThatWasInterruptedAnywhereGoesOnAsIfItHadNotBeen() {
    Plan plan = plan(75, 0.03);
    List<Measurement> whole = run(plan, List.of());
    assertThat(whole).hasSizeGreaterThan(ROUNDS * CELLS.size() + 5);
    for (int length = 0; length <= whole.size(); length++) {
      assertThat(run(plan, whole.subList(0, length))).isEqualTo(whole);
    }
  }

  @Test
  void aPlanWithoutCellsIsComplete() {
    Plan empty = new Plan("test", 5, ROUNDS, List.of(), List.of(), new Effort(10.0, 0.05));
    assertThat(Schedule.isComplete(empty, List.of())).isTrue();
    Plan forever = new Plan("test", 5, Integer.MAX_VALUE, List.of(), List.of());
    assertThat(Schedule.isComplete(forever, List.of())).isTrue();
  }

  @Test
  void aPairOfBackendsWithoutTheBaselineIsMadePreciseToo() {
    List<CellKey> cells = CELLS.stream().filter(cell -> !cell.backend().equals("arrays")).toList();
    List<Contrast> contrasts = ReportedContrasts.of(cells, List.of("ejml", "ojalgo"));
    assertThat(contrasts).hasSize(3);
    List<Measurement> all = run(plan(cells, 10_000, 0.05), List.of());
    assertThat(WideInterval.among(cells, contrasts, all, 0.05)).isEmpty();
  }

  @Test
  void aCellThatAlwaysFailsIsNotTriedForEver() {
    Plan plan = plan(10_000, 0.05);
    List<Measurement> all =
        run(plan, List.of(), step -> step.cell().cell().backend().equals("ejml"));
    assertThat(all.stream().filter(measurement -> !measurement.isOk()))
        .hasSize(ROUNDS * CELLS.size() / 3);
    assertThat(Schedule.isComplete(plan, all)).isTrue();
  }

  private static List<Measurement> run(Plan plan, List<Measurement> known) {
    return run(plan, known, step -> false);
  }

  private static List<Measurement> run(Plan plan, List<Measurement> known, Predicate<Step> fails) {
    List<Measurement> all = new ArrayList<>(known);
    Schedule schedule = new Schedule(plan, known);
    for (Optional<Step> next = schedule.next(); next.isPresent(); next = schedule.next()) {
      Measurement measurement = measure(next.get());
      if (fails.test(next.get())) {
        measurement = measurement.failed("on purpose");
      }
      schedule.finished(measurement);
      all.add(measurement);
      assertThat(all).hasSizeLessThan(1000);
    }
    return all;
  }

  private static Measurement measure(Step step) {
    CellKey cell = step.cell().cell();
    double noise = cell.value(Factor.BATCH).equals("1") ? 0.2 : 0.001;
    double normal = new Random(31L * cell.hashCode() + step.round()).nextGaussian();
    return SampleRun.measurement(step.round(), cell, 100 * Math.exp(noise * normal));
  }

  private static Plan plan(double budgetSeconds, double target) {
    return plan(CELLS, budgetSeconds, target);
  }

  private static Plan plan(List<CellKey> cells, double budgetSeconds, double target) {
    List<PlannedCell> planned =
        cells.stream().map(cell -> new PlannedCell(cell, SampleRun.ITERATIONS)).toList();
    return new Plan("test", 5, ROUNDS, planned, List.of(), new Effort(budgetSeconds, target));
  }

  private static double seconds(List<Measurement> all) {
    return all.stream().mapToDouble(Measurement::seconds).sum();
  }

  private static List<Measurement> before(List<Measurement> all, int round) {
    return all.stream().filter(measurement -> measurement.round() < round).toList();
  }

  private static Set<String> backends(List<Measurement> all, int round) {
    return all.stream()
        .filter(measurement -> measurement.round() == round)
        .map(measurement -> measurement.cell().backend())
        .collect(Collectors.toSet());
  }
}
