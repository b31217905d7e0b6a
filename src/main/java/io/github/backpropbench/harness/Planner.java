package io.github.backpropbench.harness;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.util.List;
import java.util.function.Function;

/** Makes plans. */
public final class Planner {

  private Planner() {}

  /**
   * The plan of the given blocks, each cell once.
   *
   * @param name of the profile, or what stands in its place
   * @param iterations how each fork of a cell measures
   * @throws IllegalArgumentException if no cell is left to measure
   */
  public static Plan plan(
      String name,
      List<Factors> blocks,
      int rounds,
      Function<CellKey, IterationSettings> iterations,
      long seed,
      List<String> jvmArguments) {
    List<CellKey> cells =
        blocks.stream().flatMap(block -> block.cells().stream()).distinct().toList();
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to measure: no combination of the given factors makes sense");
    }
    List<PlannedCell> planned =
        cells.stream().map(cell -> new PlannedCell(cell, iterations.apply(cell))).toList();
    return new Plan(name, seed, rounds, planned, jvmArguments);
  }
}
