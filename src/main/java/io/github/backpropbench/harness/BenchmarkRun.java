package io.github.backpropbench.harness;

import io.github.backpropbench.convergence.Expectation;
import io.github.backpropbench.harness.Schedule.Step;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.StepsToTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Measures a plan in rounds: each cell once per round, in a new order each time, so that a drift of
 * the machine affects all of them alike; then, if the plan asks for it, what is not precise enough
 * yet. Each measurement is on disk before the next fork starts.
 */
public final class BenchmarkRun {
  private final Plan plan;
  private final BiFunction<PlannedCell, Integer, Measurement> forks;
  private volatile boolean stopped;

  /**
   * @param wrongBackends backends that failed verification, with the reason: their cells are
   *     recorded as failed and never timed
   * @param curves of the trainings to a target, which the forks are told
   * @param plugins what the forks of a backend are started with, by its name
   */
  public BenchmarkRun(
      Plan plan,
      Map<String, String> wrongBackends,
      List<EvaluationCurve> curves,
      Function<String, PluginArguments> plugins) {
    this(
        plan,
        new ForkRunner(
                plan.jvmArguments(),
                wrongBackends,
                cell ->
                    Stream.concat(
                            told(cell, curves).stream(),
                            plugins.apply(cell.backend()).naming().stream())
                        .toList(),
                cell -> plugins.apply(cell.backend()).needed(),
                ClassArchive.of(forks(plan), plan.jvmArguments()))
            ::run);
  }

  private static List<String> told(CellKey cell, List<EvaluationCurve> curves) {
    return StepsToTarget.of(cell, curves)
        .map(trainings -> Expectation.of(trainings).jvmArguments())
        .orElse(List.of());
  }

  /** How many forks there will be, about: if the run ends at a time, one per second. */
  private static int forks(Plan plan) {
    Double seconds = plan.effort().budgetSeconds();
    return seconds == null ? plan.forks() : Math.max(plan.forks(), seconds.intValue());
  }

  /**
   * @param forks measures a cell in the round of the given number
   */
  BenchmarkRun(Plan plan, BiFunction<PlannedCell, Integer, Measurement> forks) {
    this.plan = plan;
    this.forks = forks;
  }

  /**
   * Measures what is missing.
   *
   * @param known the measurements that the journal already holds
   * @return the measurements of the run in the order of the journal, incomplete if {@link #stop}
   *     was called
   * @throws InvalidResultsException if the journal cannot be written
   */
  public List<Measurement> run(List<Measurement> known, Journal journal, RunListener listener)
      throws InvalidResultsException {
    List<Measurement> all = new ArrayList<>(known);
    Schedule schedule = new Schedule(plan, known);
    for (Optional<Step> next = schedule.next(); next.isPresent(); next = schedule.next()) {
      Step step = next.get();
      listener.starting(step.cell(), step.round());
      Measurement measurement = forks.apply(step.cell(), step.round());
      if (stopped) {
        return all;
      }
      journal.append(measurement);
      all.add(measurement);
      schedule.finished(measurement);
      listener.finished(measurement);
    }
    return all;
  }

  /** Whether a run of this plan with these measurements has nothing left to measure. */
  public static boolean isComplete(Plan plan, List<Measurement> measurements) {
    return Schedule.isComplete(plan, measurements);
  }

  /** Stops the run from another thread: kills the current fork and drops its result. */
  public void stop() {
    stopped = true;
    ForkTimeout.killForks();
  }
}
