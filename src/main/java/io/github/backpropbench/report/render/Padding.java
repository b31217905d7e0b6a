package io.github.backpropbench.report.render;

/** Text in columns of a fixed width. */
final class Padding {
  private Padding() {}

  /** The number of characters. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  static String pad(String text, int width, boolean right) {
    String space = " ".repeat(Math.max(0, width - width(text)));
    return right ? space + text : text + space;
  }
}
