package io.github.backpropbench.harness;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Measures a plan in rounds: each cell once a round, in a fresh order each, so that a drift of the
 * machine meets all of them alike. Each measurement is on disk before the next fork starts.
 */
public final class BenchmarkRun {
  private final Plan plan;
  private final BiFunction<PlannedCell, Integer, Measurement> forks;
  private volatile boolean stopped;

  /**
   * @param wrongBackends backends that failed their verification, with the reason: their cells are
   *     recorded as failed and never timed
   */
  public BenchmarkRun(Plan plan, Map<String, String> wrongBackends) {
    this(plan, new ForkRunner(plan.jvmArguments(), wrongBackends)::run);
  }

  /**
   * @param forks measures a cell in a round
   */
  BenchmarkRun(Plan plan, BiFunction<PlannedCell, Integer, Measurement> forks) {
    this.plan = plan;
    this.forks = forks;
  }

  /**
   * Measures what is missing.
   *
   * @param known the measurements that the journal holds already
   * @return all measurements of the run in the order of the journal; fewer than planned if {@link
   *     #stop} was called
   * @throws InvalidResultsException if the journal cannot be written
   */
  public List<Measurement> run(List<Measurement> known, Journal journal, RunListener listener)
      throws InvalidResultsException {
    List<Measurement> all = new ArrayList<>(known);
    Set<Fork> done = new HashSet<>();
    known.forEach(measurement -> done.add(new Fork(measurement.round(), measurement.cell())));
    for (int round = 1; round <= plan.rounds(); round++) {
      for (PlannedCell cell : order(round)) {
        if (done.contains(new Fork(round, cell.cell()))) {
          continue;
        }
        listener.starting(cell, round);
        Measurement measurement = forks.apply(cell, round);
        if (stopped) {
          return all;
        }
        journal.append(measurement);
        all.add(measurement);
        listener.finished(measurement);
      }
    }
    return all;
  }

  /** Ends the run from another thread: kills the current fork, whose result is dropped. */
  public void stop() {
    stopped = true;
    ForkWatch.killForks();
  }

  /** The cells of a round in its own order, which the plan's seed and the round fix. */
  List<PlannedCell> order(int round) {
    List<PlannedCell> order = new ArrayList<>(plan.cells());
    Collections.shuffle(order, new Random(plan.seed() * 31 + round));
    return order;
  }

  private record Fork(int round, CellKey cell) {}
}
