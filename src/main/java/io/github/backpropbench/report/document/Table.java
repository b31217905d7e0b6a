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
 * @param source where to find all rows of a table that was shortened
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

  /**
   * A column: its heading and the kind of its cells.
   *
   * @param folded whether a reader sees it only on demand
   */
  public record Column(String title, Kind kind, boolean folded) {
    public Column(String title, Kind kind) {
      this(title, kind, false);
    }

    /** This column behind a fold. */
    public Column fold() {
      return new Column(title, kind, true);
    }

    /** Decides how cells are aligned, and what happens if the table is too wide. */
    public enum Kind {
      /** What a row is about: right-aligned, and repeated in each part of a split table. */
      KEY,
      /** A figure: right-aligned and never broken; too many of them split the table. */
      FIGURE,
      /** Words: left-aligned, and wrapped if they are too long. */
      WORDS
    }

    /** Whether cells are right-aligned, as all but words are. */
    public boolean isRightAligned() {
      return kind != Kind.WORDS;
    }

    public static Column key(String title) {
      return new Column(title, Kind.KEY);
    }

    public static Column figure(String title) {
      return new Column(title, Kind.FIGURE);
    }

    public static Column words(String title) {
      return new Column(title, Kind.WORDS);
    }
  }

  /**
   * A row.
   *
   * @param group what it has in common with its neighbours; empty if the table has no groups
   * @param rank 0 for the rows that a table can least do without
   * @param cells one per column, each with its lines from the top
   */
  public record Row(String group, int rank, List<List<String>> cells) {
    public Row {
      cells = cells.stream().map(List::copyOf).toList();
    }

    /** A row without a group, with one line in each cell. */
    public static Row of(List<String> cells) {
      return new Row("", 0, cells.stream().map(List::of).toList());
    }
  }

  public boolean hasGroups() {
    return !groups.isEmpty();
  }

  /** Whether some columns are behind a fold. */
  public boolean isFolded() {
    return columns.stream().anyMatch(Column::folded);
  }

  /** The headings of the columns behind the fold. */
  public List<String> foldedTitles() {
    return columns.stream().filter(Column::folded).map(Column::title).toList();
  }

  /** This table without the columns behind the fold. */
  public Table narrow() {
    List<Integer> kept =
        IntStream.range(0, columns.size()).filter(i -> !columns.get(i).folded()).boxed().toList();
    List<Row> narrow =
        rows.stream()
            .map(
                row ->
                    new Row(row.group(), row.rank(), kept.stream().map(row.cells()::get).toList()))
            .toList();
    return new Table(groups, kept.stream().map(columns::get).toList(), narrow, omitted, source);
  }

  /** {@code 2 more columns (ejml, jblas)}: those behind the fold. */
  public String fold() {
    List<String> titles = foldedTitles();
    return "%d more column%s (%s)"
        .formatted(titles.size(), titles.size() == 1 ? "" : "s", String.join(", ", titles));
  }

  /** How many rows a shortened table left out, and where to find them. */
  public String omission() {
    return "%s more row%s: see %s.".formatted(omitted, omitted == 1 ? "" : "s", source);
  }

  /** The number of rows of the lowest rank, which matter most; 0 if all are of one rank. */
  public int principalRows() {
    int lowest = rows.stream().mapToInt(Row::rank).min().orElse(0);
    long principal = rows.stream().filter(row -> row.rank() == lowest).count();
    return principal == rows.size() ? 0 : (int) principal;
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
