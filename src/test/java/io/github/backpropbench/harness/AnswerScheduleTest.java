package io.github.backpropbench.harness;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs whose time is for the answer; each fork takes {@link SampleRun#measurement}'s 1.625 s. */
class AnswerScheduleTest {
  private static final double SECONDS = 1.625;

  /** Three principal rows of three backends, and the same without a bias. */
  private static final List<CellKey> CELLS =
      Stream.of(1, 8, 64)
          .flatMap(
              batch ->
                  Stream.of("arrays", "ejml", "ojalgo")
                      .map(backend -> SampleRun.trainingStep(backend, batch)))
          .flatMap(cell -> Stream.of(cell, cell.with(Factor.BIAS, "false")))
          .toList();

  private static final double ROUND = CELLS.size() * SECONDS;

  /** All differ clearly, but for two backends at batch 8 with a bias: they are equal and noisy. */
  private static double time(CellKey cell) {
    boolean equal = isOpen(cell);
    double ofBackend =
        Map.of("arrays", 100.0, "ejml", equal ? 100.0 : 150.0, "ojalgo", 300.0)
            .getOrDefault(cell.backend(), 1.0);
    return ofBackend * (cell.value(Factor.BIAS).equals("true") ? 1.3 : 1);
  }

  private static boolean isOpen(CellKey cell) {
    return cell.value(Factor.BATCH).equals("8")
        && cell.value(Factor.BIAS).equals("true")
        && !cell.backend().equals("ojalgo");
  }

  @Test
  void wholeRoundsTakeMostOfTheTime() {
    for (double rounds = 1; rounds < 8; rounds += 0.35) {
      int whole = Math.max(2, (int) (0.95 * rounds));
      assertThat(wholeRounds(run(plan(rounds * ROUND), List.of())))
          .isBetween(whole, whole + 1); // the rest may be enough for one by chance
    }
  }

  @Test
  void theRestGoesToWhatTheAnswerLeavesOpen() {
    List<Measurement> all = run(plan(5 * ROUND), List.of());
    Map<CellKey, Long> forks = forks(all);
    assertThat(forks)
        .hasSize(CELLS.size())
        .allSatisfy(
            (cell, count) -> {
              if (isOpen(cell)) {
                assertThat(count).isGreaterThanOrEqualTo(8);
              } else {
                assertThat(count).isLessThanOrEqualTo(6);
              }
            });
  }

  @Test
  void theTimeIsUsedUpAndNotExceeded() {
    for (int more = 0; more < 40; more++) {
      double seconds = 2.5 * ROUND + more * SECONDS;
      List<Measurement> all = run(plan(seconds), List.of());
      double spent = all.stream().mapToDouble(Measurement::seconds).sum();
      assertThat(spent).isLessThanOrEqualTo(seconds).isGreaterThan(seconds - 6 * SECONDS);
      assertThat(Schedule.isComplete(plan(seconds), all)).isTrue();
    }
  }

  @Test
  void slowForksMeanFewerOfThem() {
    Plan plan = plan(8 * ROUND);
    List<Measurement> slow = run(plan, List.of(), step -> false, step -> 2.5 * SECONDS);
    assertThat(wholeRounds(slow)).isBetween(2, 3);
    assertThat(slow.stream().mapToDouble(Measurement::seconds).sum()).isLessThan(8 * ROUND);
  }

  @Test
  void twoRoundsAreMeasuredWhateverTheTime() {
    assertThat(run(plan(1), List.of())).hasSize(2 * CELLS.size());
  }

  @Test
  void whereAllIsDecidedEveryRowGetsMore() {
    Plan plan = plan(4.7 * ROUND);
    List<CellKey> without = CELLS.stream().filter(cell -> !isOpen(cell)).toList();
    Plan decided = new Plan("test", 5, 2, planned(without), List.of(), plan.effort());
    List<Measurement> all = run(decided, List.of());
    assertThat(forks(all).values()).anyMatch(count -> count > 3);
    double spent = all.stream().mapToDouble(Measurement::seconds).sum();
    assertThat(spent).isGreaterThan(4.7 * ROUND - 4 * SECONDS);
  }

  @Test
  void severalOpenComparisonsShareTheTime() {
    // Everything is equal and noisy.
    List<Measurement> all =
        run(plan(6 * ROUND), List.of(), step -> false, step -> SECONDS, cell -> 100.0, 0.2);
    assertThat(forks(all))
        .allSatisfy(
            (cell, count) -> {
              if (cell.value(Factor.BIAS).equals("true")) {
                assertThat(count).isGreaterThanOrEqualTo(5);
              }
            });
  }

  @Test
  void aRunThatWasInterruptedAnywhereGoesOnAsIfItHadNotBeen() {
    Plan plan = plan(4 * ROUND);
    List<Measurement> whole = run(plan, List.of());
    assertThat(whole.size()).isGreaterThan(3 * CELLS.size() + 5);
    for (int length = 0; length <= whole.size(); length += 3) {
      assertThat(run(plan, whole.subList(0, length))).isEqualTo(whole);
    }
  }

  @Test
  void whatFailedIsNotTriedAgainAfterTheFirstRounds() {
    Plan plan = plan(6 * ROUND);
    List<Measurement> all =
        run(
            plan,
            List.of(),
            step -> step.cell().cell().backend().equals("ejml") && step.round() > 1,
            step -> SECONDS);
    assertThat(all.stream().filter(fork -> !fork.isOk())).hasSize(CELLS.size() / 3);
    assertThat(Schedule.isComplete(plan, all)).isTrue();
    List<Measurement> nothing = run(plan, List.of(), step -> true, step -> 0.0);
    assertThat(nothing).hasSize(2 * CELLS.size());
    assertThat(Schedule.isComplete(plan, nothing)).isTrue();
  }

  @Test
  void forksThatTakeNoTimeEndIt() {
    assertThat(run(plan(10), List.of(), step -> false, step -> 0.0)).hasSize(2 * CELLS.size());
  }

  @Test
  void oneCellAloneHasTheTimeForItself() {
    Plan one =
        new Plan("test", 5, 2, planned(CELLS.subList(0, 1)), List.of(), Effort.forTheAnswer(20));
    assertThat(run(one, List.of())).hasSize(12); // 19.5 s
  }

  private static List<Measurement> run(Plan plan, List<Measurement> known) {
    return run(plan, known, step -> false, step -> SECONDS);
  }

  private static List<Measurement> run(
      Plan plan, List<Measurement> known, Predicate<Step> fails, ToDoubleFunction<Step> seconds) {
    return run(plan, known, fails, seconds, AnswerScheduleTest::time, 0.002);
  }

  private static List<Measurement> run(
      Plan plan,
      List<Measurement> known,
      Predicate<Step> fails,
      ToDoubleFunction<Step> seconds,
      ToDoubleFunction<CellKey> time,
      double quiet) {
    List<Measurement> all = new ArrayList<>(known);
    Schedule schedule = new Schedule(plan, known);
    for (Optional<Step> next = schedule.next(); next.isPresent(); next = schedule.next()) {
      Step step = next.get();
      CellKey cell = step.cell().cell();
      double normal = new Random(31L * cell.hashCode() + step.round()).nextGaussian();
      double noise = isOpen(cell) ? 0.2 : quiet;
      Measurement fork =
          SampleRun.lasting(
              seconds.applyAsDouble(step),
              SampleRun.measurement(
                  step.round(), cell, time.applyAsDouble(cell) * Math.exp(noise * normal)));
      fork = fails.test(step) ? fork.failed("on purpose") : fork;
      schedule.finished(fork);
      all.add(fork);
      assertThat(all).hasSizeLessThan(1000);
    }
    return all;
  }

  private static Plan plan(double seconds) {
    return new Plan("test", 5, 2, planned(CELLS), List.of(), Effort.forTheAnswer(seconds));
  }

  private static List<PlannedCell> planned(List<CellKey> cells) {
    return cells.stream().map(cell -> new PlannedCell(cell, SampleRun.ITERATIONS)).toList();
  }

  private static Map<CellKey, Long> forks(List<Measurement> all) {
    return all.stream().collect(groupingBy(Measurement::cell, counting()));
  }

  private static int wholeRounds(List<Measurement> all) {
    Map<Integer, Long> forks = all.stream().collect(groupingBy(Measurement::round, counting()));
    return (int) forks.values().stream().filter(count -> count == CELLS.size()).count();
  }
}
