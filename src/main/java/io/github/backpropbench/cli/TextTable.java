package io.github.backpropbench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A table for the terminal: columns as wide as their widest cell, numbers to the right. */
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> heading;

  TextTable(String... heading) {
    this.heading = List.of(heading);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** The table's lines, without spaces at their ends. */
  List<String> lines() {
    int[] widths = new int[heading.size()];
    boolean[] numeric = new boolean[heading.size()];
    Arrays.fill(numeric, true);
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.max(heading.get(i).length(), row.get(i).length()));
        numeric[i] &= row.get(i).matches("[-+]?[0-9].*|-");
      }
    }
    return Stream.concat(Stream.of(heading), rows.stream())
        .map(row -> line(row, widths, numeric))
        .toList();
  }

  private static String line(List<String> row, int[] widths, boolean[] numeric) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String format = "%" + (numeric[i] ? "" : "-") + Math.max(1, widths[i]) + "s";
      line.append(i == 0 ? "" : "  ").append(String.format(Locale.ROOT, format, row.get(i)));
    }
    return line.toString().stripTrailing();
  }
}
