package io.github.backpropbench.harness;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cells that need further forks, in blocks of those that are compared with each other. */
final class ComparedBlocks {
  /** Each cell with its block, which it shares with all cells that it is compared with. */
  private final Map<CellKey, Set<CellKey>> blockOf = new LinkedHashMap<>();

  private ComparedBlocks() {}

  /**
   * The blocks in the order of the plan.
   *
   * @param compared cells that need forks: one, or several that are compared with each other
   */
  static List<List<PlannedCell>> of(Plan plan, Collection<List<CellKey>> compared) {
    ComparedBlocks blocks = new ComparedBlocks();
    compared.forEach(blocks::join);
    Map<Set<CellKey>, List<PlannedCell>> planned = new LinkedHashMap<>();
    for (PlannedCell cell : plan.cells()) {
      Set<CellKey> block = blocks.blockOf.get(cell.cell());
      if (block != null) {
        planned.computeIfAbsent(block, key -> new ArrayList<>()).add(cell);
      }
    }
    return List.copyOf(planned.values());
  }

  private void join(List<CellKey> cells) {
    Set<CellKey> joined = new LinkedHashSet<>();
    for (CellKey cell : cells) {
      joined.addAll(blockOf.getOrDefault(cell, Set.of(cell)));
    }
    joined.forEach(cell -> blockOf.put(cell, joined));
  }
}
