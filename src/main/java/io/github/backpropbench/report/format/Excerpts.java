package io.github.backpropbench.report.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Short excerpts of long texts. One holds the beginning of its text and each place at which others
 * that begin like it go on differently, with as much around these as there is room for: of {@code
 * /data/…/2024-05.csv} a reader sees that it is not the file of April.
 *
 * <p>Sorted texts are a tree of common beginnings. The places are its branches on the way to a
 * text, which are found without comparing each text with all others.
 */
final class Excerpts {
  private static final String CUT = "…";

  private final String[] sorted;

  /** The number of characters at the beginning that a text has in common with the one before it. */
  private final int[] common;

  /** The nearest neighbours on either side with fewer characters in common. */
  private final int[] fewerBefore;

  private final int[] fewerAfter;

  /**
   * @param texts each once
   */
  Excerpts(Collection<String> texts) {
    sorted = texts.stream().sorted().toArray(String[]::new);
    common = new int[sorted.length + 1];
    for (int i = 1; i < sorted.length; i++) {
      common[i] = common(sorted[i - 1], sorted[i]);
    }
    fewerBefore = new int[common.length];
    for (int i = 0; i < common.length; i++) {
      int j = i - 1;
      while (j >= 0 && common[j] >= common[i]) {
        j = fewerBefore[j];
      }
      fewerBefore[i] = j;
    }
    fewerAfter = new int[common.length];
    for (int i = common.length - 1; i >= 0; i--) {
      int j = i + 1;
      while (j < common.length && common[j] >= common[i]) {
        j = fewerAfter[j];
      }
      fewerAfter[i] = j;
    }
  }

  /** The texts in their order. */
  List<String> texts() {
    return List.of(sorted);
  }

  /**
   * An excerpt of a text, or all of it if it is short.
   *
   * @param number of the text, from 0
   * @param most the largest number of characters in the result
   */
  String of(int number, int most) {
    String text = sorted[number];
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    List<Integer> places = new ArrayList<>(places(number, most));
    List<int[]> pieces = pieces(text.length(), places, 0);
    while (size(pieces, text.length()) > most) {
      // What the text shares with the fewest others is what tells it best from those.
      places.remove(0);
      pieces = pieces(text.length(), places, 0);
    }
    for (int around = 1; around < most; around++) {
      List<int[]> more = pieces(text.length(), places, around);
      if (size(more, text.length()) > most) {
        break;
      }
      pieces = more;
    }
    return joined(text, pieces);
  }

  /** The first character and those where other texts go on differently, no more than needed. */
  private SortedSet<Integer> places(int number, int most) {
    SortedSet<Integer> places = new TreeSet<>();
    for (int i = number; i > 0 && places.size() < most; i = fewerBefore[i]) {
      places.add(common[i]);
    }
    for (int i = number + 1; i < sorted.length && places.size() < 2 * most; i = fewerAfter[i]) {
      places.add(common[i]);
    }
    places.add(0);
    return places;
  }

  /**
   * The parts of a text around some places, more after each than before it: how a text goes on says
   * more than what it shares with others. A gap of one character is no shorter if it is cut.
   */
  private static List<int[]> pieces(int length, List<Integer> places, int around) {
    List<int[]> pieces = new ArrayList<>();
    int[] last = {0, -2};
    for (int place : places) {
      int from = Math.max(0, Math.min(place, length - 1) - around);
      int to = Math.min(length, place + 2 * around + 1);
      if (from <= last[1] + 1) {
        last[1] = Math.max(last[1], to);
      } else {
        last = new int[] {from <= 1 ? 0 : from, to};
        pieces.add(last);
      }
    }
    last[1] = last[1] == length - 1 ? length : last[1];
    return pieces;
  }

  private static int size(List<int[]> pieces, int length) {
    int size = 0;
    int end = 0;
    for (int[] piece : pieces) {
      size += piece[1] - piece[0] + (piece[0] > end ? 1 : 0);
      end = piece[1];
    }
    return size + (end < length ? 1 : 0);
  }

  private static String joined(String text, List<int[]> pieces) {
    StringBuilder joined = new StringBuilder();
    int end = 0;
    for (int[] piece : pieces) {
      int from = isInside(text, piece[0]) ? piece[0] - 1 : piece[0];
      joined.append(from > end ? CUT : "");
      end = isInside(text, piece[1]) ? piece[1] + 1 : piece[1];
      joined.append(text, from, end);
    }
    return joined.append(end < text.length() ? CUT : "").toString();
  }

  /** Whether a character of two halves would be cut in two. */
  private static boolean isInside(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  /** The number of characters at the beginning that two texts have in common. */
  static int common(String a, String b) {
    int length = Math.min(a.length(), b.length());
    int i = 0;
    while (i < length && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }
}
