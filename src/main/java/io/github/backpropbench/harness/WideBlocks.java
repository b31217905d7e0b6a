package io.github.backpropbench.harness;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.WideInterval;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cells that need further forks, in blocks of those that are compared with each other. */
final class WideBlocks {
  /** Each cell with its block, which it shares with all cells that it is compared with. */
  private final Map<CellKey, Set<CellKey>> blockOf = new LinkedHashMap<>();

  private WideBlocks() {}

  /** The blocks of the figures that miss the target, in the order of the plan. */
  static List<List<PlannedCell>> of(Plan plan, List<Measurement> measurements, double target) {
    List<CellKey> cells = plan.cells().stream().map(PlannedCell::cell).toList();
    WideBlocks blocks = new WideBlocks();
    List<CellKey> measured =
        measurements.stream().filter(Measurement::isOk).map(Measurement::cell).distinct().toList();
    List<Contrast> contrasts = ReportedContrasts.of(measured, plan.backends());
    WideInterval.among(cells, contrasts, measurements, target)
        .forEach(wide -> blocks.join(wide.cells()));
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
