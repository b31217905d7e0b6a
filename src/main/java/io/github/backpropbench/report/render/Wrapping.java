package io.github.backpropbench.report.render;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines. */
public final class Wrapping {
  /** A sign of percent stays with its number. */
  private static final String BETWEEN_WORDS = " +(?!%)";

  private static final String INDENT = "  ";

  private Wrapping() {}

  /** Lines of at most so many characters, broken between words, or within one that is too long. */
  static List<String> wrap(String text, int width) {
    return lines(text, width, "", true);
  }

  /**
   * The same with the lines after the first indented, and with long words left whole: a path can
   * then be copied.
   */
  public static List<String> hanging(String text, int width) {
    return lines(text, width, INDENT, false);
  }

  private static List<String> lines(String text, int width, String indent, boolean breaksWords) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    boolean started = false;
    for (String word : text.strip().split(BETWEEN_WORDS)) {
      if (started && Padding.width(line.toString()) + 1 + Padding.width(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent);
        started = false;
      }
      line.append(started ? " " : "").append(word);
      started = true;
      while (breaksWords && Padding.width(line.toString()) > width) {
        int cut = line.offsetByCodePoints(0, width);
        lines.add(line.substring(0, cut));
        line.delete(0, cut);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
