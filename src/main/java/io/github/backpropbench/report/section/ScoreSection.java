package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scores of benchmarks that the suite does not know. */
final class ScoreSection {
  private ScoreSection() {}

  /** A table for each set of parameters that benchmarks have; empty if there are no scores. */
  static Optional<Section> of(String title, MeasuredRun run) {
    Map<Set<String>, List<CellKey>> byParameters = new LinkedHashMap<>();
    for (CellKey cell : run.foreign()) {
      byParameters
          .computeIfAbsent(ScoreTable.parameters(cell), names -> new ArrayList<>())
          .add(cell);
    }
    List<Block> blocks = new ArrayList<>();
    byParameters.values().forEach(cells -> blocks.addAll(ScoreTable.of(run, cells)));
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section(title, blocks));
  }
}
