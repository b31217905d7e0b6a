package io.github.backpropbench.data;

import java.util.regex.Pattern;

/** Numbers as data files hold them: decimal, with a point and possibly an exponent. */
final class Decimal {
  /** The characters of such numbers; Java's parser also knows words and letters of types. */
  private static final String CHARACTERS = "0123456789.+-eE";

  private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?");

  private Decimal() {}

  static boolean isNumber(String text) {
    return !Double.isNaN(parse(text));
  }

  /** The number, which may be too large and then is infinite; NaN if the text is none. */
  static double parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (CHARACTERS.indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether a float32 can hold the text's number, rounded. */
  static boolean isFloat(String text) {
    return Float.isFinite((float) parse(text));
  }

  /** What is wrong with a text that should be a number that a float32 can hold. */
  static String fault(String text) {
    if (text.isEmpty()) {
      return "the value is missing; expected a number such as 1.5";
    }
    if (isNumber(text)) {
      return text + " is too large; expected a number of at most 3.4e38 in size";
    }
    if (COMMA.matcher(text).matches()) {
      return "'" + text + "' has a decimal comma; expected a decimal point, as in 1.5";
    }
    return "'" + shortened(text) + "' is not a finite number; expected one such as 1.5";
  }

  private static String shortened(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    int longest = 40;
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
  }
}
