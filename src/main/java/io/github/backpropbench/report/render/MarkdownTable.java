package io.github.backpropbench.report.render;

import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Row;
import java.util.ArrayList;
import java.util.List;

/** A table in Markdown; the groups are its first column. */
final class MarkdownTable {
  private static final String LINE_BREAK = "<br>";
  private static final int LEAST_WIDTH = 3;

  private MarkdownTable() {}

  /** The table, then what it leaves out: rows, and columns, which stand behind a fold. */
  static List<String> lines(Table table) {
    List<String> lines = rows(table.narrow());
    if (table.isFolded()) {
      lines.addAll(List.of("", FoldedTable.line(table)));
    } else if (table.omitted() > 0) {
      lines.addAll(List.of("", MarkdownText.of(table.omission())));
    }
    return lines;
  }

  private static List<String> rows(Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(header(table));
    String group = "";
    for (Row row : table.rows()) {
      rows.add(cells(table, row, group));
      group = row.group();
    }
    return aligned(rows, rightAligned(table));
  }

  private static List<String> header(Table table) {
    List<String> cells = new ArrayList<>();
    if (table.hasGroups()) {
      cells.add(MarkdownText.of(table.groups()));
    }
    table.columns().forEach(column -> cells.add(MarkdownText.of(column.title())));
    return cells;
  }

  private static List<String> cells(Table table, Row row, String groupAbove) {
    List<String> cells = new ArrayList<>();
    if (table.hasGroups()) {
      cells.add(row.group().equals(groupAbove) ? "" : MarkdownText.of(row.group()));
    }
    for (List<String> cell : row.cells()) {
      cells.add(String.join(LINE_BREAK, cell.stream().map(MarkdownText::of).toList()));
    }
    return cells;
  }

  private static boolean[] rightAligned(Table table) {
    int first = table.hasGroups() ? 1 : 0;
    boolean[] right = new boolean[first + table.columns().size()];
    for (int i = 0; i < table.columns().size(); i++) {
      right[first + i] = table.columns().get(i).isRightAligned();
    }
    return right;
  }

  private static List<String> aligned(List<List<String>> rows, boolean[] right) {
    int[] widths = new int[right.length];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = rows.stream().mapToInt(row -> FixedWidth.of(row.get(column))).max().orElse(0);
      widths[i] = Math.max(LEAST_WIDTH, widths[i]);
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("|");
      for (int i = 0; i < widths.length; i++) {
        line.append(' ').append(FixedWidth.pad(row.get(i), widths[i], right[i])).append(" |");
      }
      lines.add(line.toString());
    }
    lines.add(1, rule(widths, right));
    return lines;
  }

  private static String rule(int[] widths, boolean[] right) {
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      rule.append(' ').append("-".repeat(widths[i] - (right[i] ? 1 : 0)));
      rule.append(right[i] ? ": |" : " |");
    }
    return rule.toString();
  }
}
