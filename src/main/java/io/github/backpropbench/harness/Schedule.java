package io.github.backpropbench.harness;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What a run measures next. This depends only on the plan and on what has been measured, so a run
 * that was interrupted continues as if it had not been.
 *
 * <p>The plan's rounds measure every cell. If the run is adaptive, each round after them measures
 * the cells whose intervals are still too wide. Cells that are compared with each other form a
 * block and share a round, which makes them pairs and keeps them close in time. A block is started
 * only if the budget has room for all of it; otherwise the run ends.
 */
final class Schedule {
  private final Plan plan;
  private final Map<Fork, Measurement> known = new HashMap<>();

  /** The forks already measured, in the order of the schedule. */
  private final List<Measurement> passed = new ArrayList<>();

  private final Deque<List<PlannedCell>> blocks = new ArrayDeque<>();
  private final Deque<PlannedCell> block = new ArrayDeque<>();
  private int round;

  /**
   * @param known what was measured so far
   */
  Schedule(Plan plan, List<Measurement> known) {
    this.plan = plan;
    known.forEach(this::finished);
  }

  /** Whether nothing is left to measure. */
  static boolean isComplete(Plan plan, List<Measurement> measurements) {
    return plan.cells().isEmpty() || new Schedule(plan, measurements).next().isEmpty();
  }

  /** Takes a measurement into account. */
  void finished(Measurement measurement) {
    known.put(Fork.of(measurement), measurement);
  }

  /** The next fork to measure; empty if the run is complete. */
  Optional<Step> next() {
    while (true) {
      PlannedCell cell = block.peek();
      if (cell != null) {
        Measurement measurement = known.get(new Fork(round, cell.cell()));
        if (measurement == null) {
          return Optional.of(new Step(cell, round));
        }
        passed.add(measurement);
        block.remove();
      } else if (!startBlock()) {
        return Optional.empty();
      }
    }
  }

  private boolean startBlock() {
    if (blocks.isEmpty()) {
      round++;
      blocks.addAll(blocks());
    }
    List<PlannedCell> next = blocks.poll();
    if (next == null || !isAffordable(next)) {
      return false;
    }
    block.addAll(next);
    return true;
  }

  private List<List<PlannedCell>> blocks() {
    if (round <= plan.rounds()) {
      return List.of(shuffled(plan.cells()));
    }
    Double target = plan.effort().precisionTarget();
    if (target == null) {
      return List.of();
    }
    return shuffled(WideBlocks.of(plan, passed, target)).stream().map(this::shuffled).toList();
  }

  private boolean isAffordable(List<PlannedCell> cells) {
    Double budget = plan.effort().budgetSeconds();
    if (round <= plan.rounds() || budget == null) {
      return true;
    }
    double spent = passed.stream().mapToDouble(Measurement::seconds).sum();
    double cost = cells.stream().mapToDouble(cell -> meanSeconds(cell.cell())).sum();
    return spent + cost <= budget;
  }

  private double meanSeconds(CellKey cell) {
    return passed.stream()
        .filter(measurement -> measurement.cell().equals(cell))
        .mapToDouble(Measurement::seconds)
        .average()
        .orElse(0.0);
  }

  /** In an order determined by the plan's seed and the round. */
  private <T> List<T> shuffled(List<T> list) {
    List<T> order = new ArrayList<>(list);
    Collections.shuffle(order, new Random(plan.seed() * 31 + round));
    return order;
  }

  /** A fork to measure. */
  record Step(PlannedCell cell, int round) {}
}
