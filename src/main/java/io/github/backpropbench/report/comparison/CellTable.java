package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.comparison.ScoreUnit;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each cell with its verdict, what matters first. */
final class CellTable {
  /** Where all rows of a table are to be found. */
  static final String SOURCE = "--format json";

  private static final double NANOSECONDS_A_SECOND = 1e9;
  private static final int UNIT_LENGTH = 12;

  private final Comparison comparison;
  private final CellLabels labels;
  private final boolean isShifted;

  private CellTable(Comparison comparison) {
    this.comparison = comparison;
    labels = new CellLabels(comparison.cells().stream().map(JudgedSubject::subject).toList());
    isShifted = comparison.runs().shift() != 0;
  }

  /** Empty if there are no cells. */
  static Optional<Section> of(Comparison comparison) {
    return comparison.cells().isEmpty()
        ? Optional.empty()
        : Optional.of(new CellTable(comparison).section());
  }

  private Section section() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("cell"));
    columns.add(Column.figure("old"));
    columns.add(Column.figure("new"));
    if (isShifted) {
      columns.add(Column.figure("new/old"));
    }
    columns.add(Column.figure(isShifted ? "judged (95 %)" : "new/old (95 %)"));
    List<Row> rows = comparison.cells().stream().map(this::row).toList();
    return new Section(
        "Cells",
        List.<Block>of(
            new Paragraph((labels.commonSentence() + " " + directions()).strip()),
            new Table("verdict", columns, rows, SOURCE)));
  }

  private String directions() {
    boolean times =
        comparison.cells().stream().anyMatch(c -> c.direction() == Direction.SMALLER_IS_BETTER);
    boolean rates =
        comparison.cells().stream().anyMatch(c -> c.direction() == Direction.LARGER_IS_BETTER);
    return (times ? "A ratio of times above 1 is slower." : "")
        + (times && rates ? " " : "")
        + (rates ? "A ratio of throughputs below 1 is slower." : "");
  }

  private Row row(JudgedSubject cell) {
    List<List<String>> cells = new ArrayList<>();
    List<String> name = new ArrayList<>(labels.lines(cell.subject()));
    flags("old", cell.oldResult().flags().words(), name);
    flags("new", cell.newResult().flags().words(), name);
    cells.add(name);
    cells.add(List.of(score(cell, cell.old())));
    cells.add(List.of(score(cell, cell.young())));
    if (isShifted) {
      cells.add(List.of(Shares.ratio(cell.ratio().value())));
    }
    cells.add(List.of(Shares.interval(cell.judged())));
    return new Row(heading(cell), rank(cell), cells);
  }

  private static void flags(String side, List<String> words, List<String> lines) {
    if (!words.isEmpty()) {
      lines.add("(" + side + ": " + String.join(", ", words) + ")");
    }
  }

  private String heading(JudgedSubject cell) {
    boolean spared = cell.verdict() == Verdict.SLOWER && !cell.isRegression();
    return spared
        ? "slower, but not shown to be by more than "
            + Shares.percent(comparison.settings().threshold())
        : cell.verdict().words();
  }

  private static int rank(JudgedSubject cell) {
    return cell.isRegression() ? 0 : cell.verdict().isDifference() ? 1 : 2;
  }

  private static String score(JudgedSubject cell, double score) {
    String unit = cell.unit();
    return ScoreUnit.of(cell.subject().mode(), unit)
        .map(
            known ->
                known.direction() == Direction.SMALLER_IS_BETTER
                    ? Figures.time(known.time(score))
                    : Figures.rate(NANOSECONDS_A_SECOND / known.time(score)))
        .orElseGet(() -> Figures.number(score) + " " + ForeignText.of(unit, UNIT_LENGTH));
  }
}
