package io.github.backpropbench.report.document;

import java.util.List;

/**
 * A row of a table.
 *
 * @param group what it has in common with its neighbours; empty if the table has no groups
 * @param rank 0 for the rows that a table can least do without
 * @param cells one a column, each with its lines from the top
 */
public record Row(String group, int rank, List<List<String>> cells) {
  public Row {
    cells = cells.stream().map(List::copyOf).toList();
  }

  /** A row without a group, of cells of one line. */
  public static Row of(List<String> cells) {
    return new Row("", 0, cells.stream().map(List::of).toList());
  }
}
