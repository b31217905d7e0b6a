package io.github.backpropbench.report.render;

import java.util.ArrayList;
import java.util.List;

/** Text of which every character is equally wide: its width, padded or broken into lines. */
public final class FixedWidth {
  /** A percent sign stays with its number. */
  private static final String BETWEEN_WORDS = " +(?!%)";

  private static final String INDENT = "  ";

  private FixedWidth() {}

  /** The number of characters. */
  static int of(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Fills a text up with spaces.
   *
   * @param right whether the text stands to the right of them
   */
  static String pad(String text, int width, boolean right) {
    String space = " ".repeat(Math.max(0, width - of(text)));
    return right ? space + text : text + space;
  }

  /** Lines of at most this width, broken between words, or within a word that is too long. */
  static List<String> wrap(String text, int width) {
    return lines(text, width, "", true);
  }

  /**
   * Lines of at most this width, broken between words and indented after the first. A long word
   * stays whole, so that a path can be copied.
   */
  public static List<String> hanging(String text, int width) {
    return lines(text, width, INDENT, false);
  }

  private static List<String> lines(String text, int width, String indent, boolean breaksWords) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    boolean started = false;
    for (String word : text.strip().split(BETWEEN_WORDS)) {
      if (started && of(line.toString()) + 1 + of(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent);
        started = false;
      }
      line.append(started ? " " : "").append(word);
      started = true;
      while (breaksWords && of(line.toString()) > width) {
        int cut = line.offsetByCodePoints(0, width);
        lines.add(line.substring(0, cut));
        line.delete(0, cut);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
