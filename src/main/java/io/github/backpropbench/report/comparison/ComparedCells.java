package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.Uncompared;
import io.github.backpropbench.comparison.Subject;
import io.github.backpropbench.report.analysis.CellNames;
import io.github.backpropbench.results.CellKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The cells of comparisons, compared or not: a cell has the same name in every table. */
final class ComparedCells {
  private ComparedCells() {}

  /** All cells that one comparison mentions. */
  static Set<CellKey> of(Comparison comparison) {
    Set<CellKey> cells = new HashSet<>();
    comparison.cells().forEach(cell -> cells.add(cell.subject().cell()));
    Uncompared uncompared = comparison.uncompared();
    cells.addAll(uncompared.refused().keySet());
    cells.addAll(uncompared.onlyBaseline());
    cells.addAll(uncompared.onlyCandidate());
    cells.addAll(uncompared.broken().keySet());
    return cells;
  }

  /** The names of the cells of several runs. */
  static CellNames names(ComparedRuns runs) {
    Set<CellKey> cells = new HashSet<>();
    for (ComparedRun run : runs.runs()) {
      run.side().results().keySet().stream().map(Subject::cell).forEach(cells::add);
      run.comparison().ifPresent(comparison -> cells.addAll(of(comparison)));
    }
    return names(cells);
  }

  /** The names of the cells of one comparison. */
  static CellNames names(Comparison comparison) {
    return names(of(comparison));
  }

  private static CellNames names(Collection<CellKey> cells) {
    return new CellNames(cells, CellNames.WIDE);
  }
}
