package io.github.backpropbench.report.section;

import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a table of costs that a short one keeps: one for each change, at a middle batch; of
 * autograd, one for each network.
 */
final class CostExamples {
  private CostExamples() {}

  /** Those among the rows of one factor. */
  static Set<GridRow> of(Grid grid, Factor factor) {
    Map<Group, List<GridRow>> groups = new LinkedHashMap<>();
    for (GridRow row : grid.rows()) {
      if (!row.group().value(Factor.FUSION).equals(FusionKind.OFF.label())) {
        groups.computeIfAbsent(row.group(), group -> new ArrayList<>()).add(row);
      }
    }
    Set<List<String>> known = new HashSet<>();
    Set<GridRow> examples = new HashSet<>();
    groups.forEach(
        (group, rows) -> {
          if (known.add(example(group, factor))) {
            examples.add(rows.get(rows.size() / 2));
          }
        });
    return examples;
  }

  /** What there is one example of. */
  private static List<String> example(Group group, Factor factor) {
    String level = group.value(factor);
    return AutogradWords.isOne(factor, level)
        ? List.of(level, group.value(Factor.SHAPE), group.value(Factor.LOSS))
        : List.of(level);
  }
}
