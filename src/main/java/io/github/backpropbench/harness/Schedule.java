package io.github.backpropbench.harness;

import io.github.backpropbench.comparison.WideInterval;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run measures next. This depends only on the plan and on what has been measured, so a run
 * that was interrupted continues as if it had not been.
 *
 * <p>The plan's rounds measure every cell. If the run is adaptive, more rounds follow: of the cells
 * whose intervals are still too wide; or, if the time is for the answer, of all cells as long as
 * that leaves some of it, then of those behind comparisons that are open. Cells that are compared
 * with each other form a block and share a round, which makes them pairs and keeps them close in
 * time. A block is started only if the budget has room for all of it.
 */
final class Schedule {
  /** The share of the budget that rounds of all cells may take. */
  private static final double WHOLE_ROUNDS = 0.95;

  private final Plan plan;
  private final Map<Fork, Measurement> known = new HashMap<>();

  /** The forks already measured, in the order of the schedule. */
  private final List<Measurement> passed = new ArrayList<>();

  private final Deque<List<PlannedCell>> blocks = new ArrayDeque<>();
  private final Deque<PlannedCell> block = new ArrayDeque<>();
  private int round;

  /** Whether all rounds so far were of all cells. */
  private boolean isWhole = true;

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

  /** Starts the next block that the budget has room for; false if there is none. */
  private boolean startBlock() {
    if (blocks.isEmpty()) {
      round++;
      blocks.addAll(blocks());
    }
    while (!blocks.isEmpty()) {
      List<PlannedCell> next = blocks.remove();
      if (isAffordable(next)) {
        block.addAll(next);
        return true;
      }
      if (!plan.effort().isForTheAnswer()) {
        return false; // as in runs of before, whose journals must look complete
      }
    }
    return false;
  }

  private List<List<PlannedCell>> blocks() {
    if (round <= plan.rounds()) {
      return List.of(shuffled(plan.cells()));
    }
    Effort effort = plan.effort();
    if (effort.isForTheAnswer()) {
      return forTheAnswer();
    }
    Double target = effort.precisionTarget();
    return target == null ? List.of() : shuffledBlocks(wide(target));
  }

  private List<List<CellKey>> wide(double target) {
    List<CellKey> cells = plan.cells().stream().map(PlannedCell::cell).toList();
    List<CellKey> measured =
        passed.stream().filter(Measurement::isOk).map(Measurement::cell).distinct().toList();
    return WideInterval.among(
            cells, ReportedContrasts.of(measured, plan.backends()), passed, target)
        .stream()
        .map(WideInterval::cells)
        .toList();
  }

  /**
   * Whole rounds while they leave time for what they do not decide; then that; and once all is
   * decided, row by row whatever there is time for. What has failed is not tried again.
   */
  private List<List<PlannedCell>> forTheAnswer() {
    Set<CellKey> failed =
        passed.stream()
            .filter(fork -> !fork.isOk())
            .map(Measurement::cell)
            .collect(Collectors.toSet());
    List<PlannedCell> sound =
        plan.cells().stream().filter(cell -> !failed.contains(cell.cell())).toList();
    isWhole &= spent() + cost(sound) <= WHOLE_ROUNDS * budget();
    if (isWhole) {
      return List.of(shuffled(sound));
    }
    List<Measurement> known =
        passed.stream().filter(fork -> !failed.contains(fork.cell())).toList();
    List<List<CellKey>> open = OpenComparisons.of(known, plan.backends());
    return shuffledBlocks(open.isEmpty() ? rows(sound) : open).stream()
        .sorted(Comparator.comparingDouble(this::meanForks)) // so that none waits for ever
        .toList();
  }

  /** Cells that differ in their backend only. */
  private static Collection<List<CellKey>> rows(List<PlannedCell> cells) {
    return cells.stream()
        .map(PlannedCell::cell)
        .collect(Collectors.groupingBy(cell -> cell.with(Factor.BACKEND, "")))
        .values();
  }

  private List<List<PlannedCell>> shuffledBlocks(Collection<List<CellKey>> compared) {
    return shuffled(ComparedBlocks.of(plan, compared)).stream().map(this::shuffled).toList();
  }

  /** Whether the budget has room for some cells; those of the plan's rounds need none. */
  private boolean isAffordable(List<PlannedCell> cells) {
    return round <= plan.rounds() || (cost(cells) > 0 && spent() + cost(cells) <= budget());
  }

  private double budget() {
    Double seconds = plan.effort().budgetSeconds();
    return seconds == null ? Double.POSITIVE_INFINITY : seconds;
  }

  private double spent() {
    return passed.stream().mapToDouble(Measurement::seconds).sum();
  }

  private double cost(List<PlannedCell> cells) {
    return cells.stream().mapToDouble(cell -> meanSeconds(cell.cell())).sum();
  }

  private double meanForks(List<PlannedCell> cells) {
    return cells.stream()
        .mapToLong(cell -> passed.stream().filter(fork -> fork.cell().equals(cell.cell())).count())
        .average()
        .orElse(0);
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
