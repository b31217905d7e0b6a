package io.github.backpropbench.results;

import java.util.Comparator;

/**
 * Text in the order that people expect: runs of digits compare as numbers, so 8 is before 64 and
 * 3-2-1 before 16-2-1. Equal only for equal texts.
 */
public final class NaturalOrder {
  public static final Comparator<String> COMPARATOR = NaturalOrder::compare;

  private NaturalOrder() {}

  private static int compare(String a, String b) {
    if (a.equals(b)) {
      return 0; // what two cells have in common is most of them
    }
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      char x = a.charAt(i);
      char y = b.charAt(j);
      if (isDigit(x) && isDigit(y)) {
        int endOfA = endOfDigits(a, i);
        int endOfB = endOfDigits(b, j);
        int order = compareNumbers(a, i, endOfA, b, j, endOfB);
        if (order != 0) {
          return order;
        }
        i = endOfA;
        j = endOfB;
      } else if (x == y) {
        i++;
        j++;
      } else {
        return compareUnequal(a, i, x, y);
      }
    }
    boolean restOfA = i < a.length();
    boolean restOfB = j < b.length();
    return restOfA == restOfB ? a.compareTo(b) : restOfA ? 1 : -1;
  }

  /** Text that ends where digits begin is a beginning of the other text, so it comes first. */
  private static int compareUnequal(String a, int at, char x, char y) {
    boolean insideText = at > 0 && !isDigit(a.charAt(at - 1));
    return insideText && isDigit(x) != isDigit(y) ? (isDigit(x) ? -1 : 1) : Character.compare(x, y);
  }

  private static int compareNumbers(
      String a, int startOfA, int endOfA, String b, int startOfB, int endOfB) {
    int i = withoutZeros(a, startOfA, endOfA);
    int j = withoutZeros(b, startOfB, endOfB);
    int order = Integer.compare(endOfA - i, endOfB - j);
    while (order == 0 && i < endOfA) {
      order = Character.compare(a.charAt(i++), b.charAt(j++));
    }
    return order;
  }

  private static int withoutZeros(String text, int start, int end) {
    int first = start;
    while (first < end && text.charAt(first) == '0') {
      first++;
    }
    return first;
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
