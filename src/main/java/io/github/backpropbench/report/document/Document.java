package io.github.backpropbench.report.document;

import java.util.List;

/**
 * A whole report.
 *
 * @param title one line
 * @param subtitle what, where and when, in one sentence
 */
public record Document(String title, String subtitle, List<Section> sections) {
  public Document {
    sections = List.copyOf(sections);
  }

  /** A part of a report under a heading. */
  public record Section(String title, List<Block> blocks) {
    public Section {
      blocks = List.copyOf(blocks);
    }
  }
}
