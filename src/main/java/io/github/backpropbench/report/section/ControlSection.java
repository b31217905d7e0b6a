package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Document.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is measured about the measurement itself. */
final class ControlSection {
  private ControlSection() {}

  /** Empty if nothing is known. */
  static Optional<Section> of(RunAnalysis analysis) {
    List<Block> blocks = new ArrayList<>();
    ControlParagraph.of(analysis).ifPresent(blocks::add);
    blocks.addAll(InterfaceBlocks.of(analysis));
    blocks.addAll(PrecisionBlocks.of(analysis.run()));
    FlagParagraph.of(analysis.run()).ifPresent(blocks::add);
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("How far to trust the numbers", blocks));
  }
}
