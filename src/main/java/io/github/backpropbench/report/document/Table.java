package io.github.backpropbench.report.document;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table.
 *
 * @param groups the heading of the rows' groups; empty if there are none
 * @param columns as many as each row has cells
 * @param omitted the number of rows that were left out
 * @param source where all rows are to be found, for a table that was shortened
 */
public record Table(String groups, List<Column> columns, List<Row> rows, int omitted, String source)
    implements Block {
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row has " + row.cells().size() + " cells for " + columns.size() + " columns");
      }
    }
  }

  public Table(String groups, List<Column> columns, List<Row> rows, String source) {
    this(groups, columns, rows, 0, source);
  }

  public boolean hasGroups() {
    return !groups.isEmpty();
  }

  /** How many rows a shortened table left out, and where to find them. */
  public String omission() {
    return "%s more row%s: see %s.".formatted(omitted, omitted == 1 ? "" : "s", source);
  }

  /** This table with at most this many rows: those of the lowest rank, the first ones of a rank. */
  public Table shortened(int most) {
    if (rows.size() <= most) {
      return this;
    }
    List<Row> kept =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> rows.get(i).rank()))
            .limit(most)
            .sorted()
            .map(rows::get)
            .toList();
    return new Table(groups, columns, kept, omitted + rows.size() - kept.size(), source);
  }
}
