package io.github.backpropbench.report.format;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a reader sees of a text, and what only its code points tell. */
final class VisibleText {
  /** Variation selectors, joiners and fillers, which are letters or marks without a shape. */
  private static final Pattern SHAPELESS =
      Pattern.compile(
          "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0"
              + "\\x{E0100}-\\x{E01EF}]");

  private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\s]+");

  private VisibleText() {}

  /** One line, which is the same for texts that look the same. */
  static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    String shapes = SHAPELESS.matcher(ForeignText.printable(text)).replaceAll("");
    String composed = Normalizer.normalize(shapes, Normalizer.Form.NFC);
    return SPACE.matcher(composed).replaceAll(" ").strip();
  }

  /** The text with an escape for each character that cannot be seen, or not for what it is. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    int before = ' ';
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int character = text.codePointAt(i);
      int end = text.offsetByCodePoints(i, 1);
      boolean betweenWords =
          before != ' ' && end < text.length() && text.codePointAt(end) != ' ' && character == ' ';
      escaped.append(betweenWords ? " " : escaped(character));
      before = character;
    }
    return escaped.toString();
  }

  private static String escaped(int character) {
    return switch (character) {
      case ' ' -> "␣";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> {
        String text = Character.toString(character);
        yield isPlain(text) || isSeen(character, text)
            ? text
            : String.format(Locale.ROOT, "\\u%04x", character);
      }
    };
  }

  /** Whether a character has a shape, stands by itself, and is not written otherwise, too. */
  private static boolean isSeen(int character, String text) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.SPACE_SEPARATOR ->
          false;
      default -> of(text).equals(text);
    };
  }

  /** Whether a text is printable ASCII without spaces that are lost on a page: most texts are. */
  private static boolean isPlain(String text) {
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < ' ' || character > '~' || (space && character == ' ')) {
        return false;
      }
      space = character == ' ';
    }
    return text.isEmpty() || !space;
  }
}
