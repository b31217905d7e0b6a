package io.github.backpropbench.report.render;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines. */
final class Wrapping {
  /** A sign of percent stays with its number. */
  private static final String BETWEEN_WORDS = " +(?!%)";

  private Wrapping() {}

  /** Lines of at most so many characters, broken between words, or within one that is too long. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(BETWEEN_WORDS)) {
      if (!line.isEmpty() && Padding.width(line.toString()) + 1 + Padding.width(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
      while (Padding.width(line.toString()) > width) {
        int cut = line.offsetByCodePoints(0, width);
        lines.add(line.substring(0, cut));
        line.delete(0, cut);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
