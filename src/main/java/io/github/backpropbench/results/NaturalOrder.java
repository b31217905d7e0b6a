package io.github.backpropbench.results;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in the order that people expect: runs of digits compare as numbers, so 8 is before 64 and
 * 3-2-1 before 16-2-1. Equal only for equal texts.
 */
public final class NaturalOrder {
  public static final Comparator<String> COMPARATOR = NaturalOrder::compare;

  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

  private NaturalOrder() {}

  private static int compare(String a, String b) {
    Matcher left = PART.matcher(a);
    Matcher right = PART.matcher(b);
    while (true) {
      boolean more = left.find();
      if (!more || !right.find()) {
        return more ? 1 : right.find() ? -1 : a.compareTo(b);
      }
      int order = compareParts(left.group(), right.group());
      if (order != 0) {
        return order;
      }
    }
  }

  private static int compareParts(String a, String b) {
    boolean numbers = isDigit(a.charAt(0)) && isDigit(b.charAt(0));
    return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
