package io.github.backpropbench.report.format;

/** Text from result files, which anybody may have written. */
public final class ForeignText {
  private static final String CUT = "…";

  private ForeignText() {}

  /**
   * One line of printable characters, cut to a length.
   *
   * @param most the largest number of characters in the result
   */
  public static String of(String text, int most) {
    String line = printable(text.length() > 4 * most ? text.substring(0, 4 * most) : text).strip();
    int length = line.codePointCount(0, line.length());
    return length <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)).stripTrailing() + CUT;
  }

  /**
   * The text with a space for each run of characters that could move, colour or hide others:
   * control characters (line ends, terminal sequences), invisible formatting (such as a change of
   * the writing direction), and code points that are no characters.
   */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int character = text.codePointAt(i);
      boolean kept = isPrintable(character);
      if (kept) {
        printable.appendCodePoint(character);
      } else if (!space) {
        printable.append(' ');
      }
      space = !kept;
    }
    return printable.toString();
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
