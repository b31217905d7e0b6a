package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the kernel interface costs. */
final class InterfaceBlocks {
  private InterfaceBlocks() {}

  /** Empty if that was not measured. */
  static List<Block> of(RunAnalysis analysis) {
    Map<CellKey, JudgedContrast> byCell = new HashMap<>();
    analysis.comparisons().of(Factor.PATH).forEach(one -> byCell.put(one.contrast().cell(), one));
    if (byCell.isEmpty()) {
      return List.of();
    }
    BackendTable table =
        BackendTable.of(
                analysis.run(),
                "shape",
                (row, cell) ->
                    Optional.ofNullable(byCell.get(cell)).map(one -> List.of(Cells.ratio(one))))
            .labelled(row -> row.group().without(Factor.PATH).label());
    return List.of(
        new Paragraph(
            "Time of a training step through the kernel interface as a multiple of the same step"
                + " written directly against the library:"),
        table.of(analysis.run(), Grid.of(byCell.keySet(), Factor.BATCH)));
  }
}
