package io.github.backpropbench.report.document;

import java.util.List;

/** A part of a report with a heading of its own. */
public record Section(String title, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }
}
