package io.github.backpropbench.cli;

import java.util.ArrayList;
import java.util.List;

/** Text for a terminal, broken at spaces; the lines after the first are indented. */
final class Paragraph {
  static final int WIDTH = 100;

  private static final String INDENT = "  ";

  private Paragraph() {}

  /** Lines of at most 100 characters, but for a word that is longer. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      boolean first = line.toString().isBlank();
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(INDENT);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
