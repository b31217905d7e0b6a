package io.github.backpropbench.report.render;

import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.ForeignText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table for a terminal. Groups are headed by a line of their own, long words are wrapped, and
 * figures that do not fit side by side are split into several parts, each with the keys.
 */
final class TextTable {
  private static final String GAP = "  ";
  private static final int LEAST_WORDS = 12;

  private final Table table;
  private final int columns;
  private final int[] widths;

  /**
   * @param columns of the terminal
   */
  TextTable(Table table, int columns) {
    this.table = table;
    this.columns = columns;
    this.widths = naturalWidths(table);
  }

  List<String> lines() {
    List<Integer> figures = ofKind(Column.Kind.FIGURE, true);
    List<Integer> others = ofKind(Column.Kind.FIGURE, false);
    int widest = figures.stream().mapToInt(i -> widths[i] + GAP.length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    List<Integer> left = new ArrayList<>(figures);
    // Words are wrapped only if they leave no room for even the widest figure.
    shrinkWords(others, columns + GAP.length() - widest);
    do {
      List<Integer> part = new ArrayList<>();
      while (!left.isEmpty()
          && (part.isEmpty() || width(others) + width(part) + widths[left.get(0)] <= columns)) {
        part.add(left.remove(0));
      }
      if (!lines.isEmpty()) {
        lines.add("");
      }
      List<Integer> shown = new ArrayList<>(others);
      shown.addAll(part);
      Collections.sort(shown);
      lines.addAll(part(shown));
    } while (!left.isEmpty());
    if (table.omitted() > 0) {
      lines.add(ForeignText.printable(table.omission()));
    }
    return lines;
  }

  private List<String> part(List<Integer> shown) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        lines(shown, table.columns().stream().map(column -> List.of(column.title())).toList()));
    lines.add(String.join(GAP, shown.stream().map(i -> "-".repeat(widths[i])).toList()));
    String group = "";
    for (Row row : table.rows()) {
      if (!row.group().equals(group)) {
        group = row.group();
        lines.addAll(FixedWidth.wrap(ForeignText.printable(group), columns));
      }
      lines.addAll(lines(shown, row.cells()));
    }
    return lines;
  }

  /** A row: as many lines as its tallest cell. */
  private List<String> lines(List<Integer> shown, List<List<String>> cells) {
    List<List<String>> wrapped = new ArrayList<>();
    for (int i : shown) {
      List<String> lines = new ArrayList<>();
      for (String line : cells.get(i)) {
        lines.addAll(FixedWidth.wrap(ForeignText.printable(line), widths[i]));
      }
      wrapped.add(lines);
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      List<String> padded = new ArrayList<>();
      for (int j = 0; j < shown.size(); j++) {
        List<String> cell = wrapped.get(j);
        boolean right = table.columns().get(shown.get(j)).isRightAligned();
        padded.add(
            FixedWidth.pad(line < cell.size() ? cell.get(line) : "", widths[shown.get(j)], right));
      }
      lines.add(String.join(GAP, padded).stripTrailing());
    }
    return lines;
  }

  private void shrinkWords(List<Integer> others, int room) {
    while (width(others) > room) {
      int widest = -1;
      for (int i : others) {
        if (widths[i] > LEAST_WORDS && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private int width(List<Integer> part) {
    return part.stream().mapToInt(i -> widths[i] + GAP.length()).sum();
  }

  private List<Integer> ofKind(Column.Kind kind, boolean wanted) {
    return IntStream.range(0, widths.length)
        .filter(i -> (table.columns().get(i).kind() == kind) == wanted)
        .boxed()
        .toList();
  }

  private static int[] naturalWidths(Table table) {
    int[] widths = new int[table.columns().size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = FixedWidth.of(ForeignText.printable(table.columns().get(i).title()));
      for (Row row : table.rows()) {
        for (String line : row.cells().get(i)) {
          widths[i] = Math.max(widths[i], FixedWidth.of(ForeignText.printable(line)));
        }
      }
    }
    return widths;
  }
}
