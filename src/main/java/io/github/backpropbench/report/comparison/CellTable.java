package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.comparison.Gate.OfMetric;
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
import io.github.backpropbench.report.render.FixedWidth;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each cell with its verdict, the most important first. */
final class CellTable {
  /** Where to find all rows of a table. */
  static final String SOURCE = "--format json";

  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final int UNIT_LENGTH = 12;
  private static final int NAME_LENGTH = 40;

  private final Comparison comparison;
  private final CellLabels labels;
  private final boolean isShifted;
  private final VerdictText verdicts;

  private CellTable(Comparison comparison, VerdictText verdicts) {
    this.comparison = comparison;
    this.verdicts = verdicts;
    labels = CellLabels.of(comparison);
    isShifted = comparison.runs().shift() != 0;
  }

  /** All cells; empty if there are none. */
  static Optional<Section> of(Comparison comparison) {
    return new CellTable(comparison, VerdictText.TIME).section("Cells", comparison.cells());
  }

  /** The cells with a difference in a secondary metric, or all if it counts; empty if none. */
  static Optional<Section> of(OfMetric metric) {
    Comparison comparison = metric.comparison();
    return new CellTable(comparison, VerdictText.of(metric.isTime()))
        .section(
            "Metric: " + ForeignText.of(metric.name(), NAME_LENGTH),
            comparison.cells().stream()
                .filter(cell -> metric.counts() || isNotable(cell))
                .toList());
  }

  /** Whether a difference was shown, or is suggested by single forks. */
  static boolean isNotable(JudgedSubject cell) {
    return cell.verdict().isDifference() || cell.hint().isPresent();
  }

  private Optional<Section> section(String title, List<JudgedSubject> cells) {
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("cell"));
    columns.add(Column.figure("baseline"));
    columns.add(Column.figure("candidate"));
    if (isShifted) {
      columns.add(Column.figure("ratio"));
    }
    columns.add(Column.figure(isShifted ? "judged (95 %)" : "ratio (95 %)"));
    List<Row> rows = cells.stream().map(this::row).toList();
    return Optional.of(
        new Section(
            title,
            List.<Block>of(
                new Paragraph((labels.commonSentence() + " " + explanation()).strip()),
                new Table("verdict", columns, rows, SOURCE))));
  }

  private String explanation() {
    boolean times =
        comparison.cells().stream().anyMatch(c -> c.direction() == Direction.SMALLER_IS_BETTER);
    boolean rates =
        comparison.cells().stream().anyMatch(c -> c.direction() == Direction.LARGER_IS_BETTER);
    if (verdicts == VerdictText.COUNT) {
      return "Ratios are candidate / baseline.";
    }
    return "Ratios are candidate / baseline: "
        + (times ? "above 1 is slower" : "")
        + (times && rates ? " for times, " : "")
        + (rates ? "below 1 is slower" : "")
        + (times && rates ? " for throughputs." : ".")
        + (isShifted
            ? " Verdicts refer to the judged ratios, from which what all cells have in common is removed."
            : "");
  }

  private Row row(JudgedSubject cell) {
    List<List<String>> cells = new ArrayList<>();
    List<String> name = new ArrayList<>(labels.lines(cell.subject()));
    flags("baseline", cell.baseline().flags().words(), name);
    flags("candidate", cell.candidate().flags().words(), name);
    cell.hint()
        .map(hint -> "(" + verdicts.hint(cell, hint) + ")")
        .ifPresent(hint -> name.addAll(FixedWidth.hanging(hint, CellLabels.WIDTH)));
    cells.add(name);
    cells.add(List.of(score(cell, cell.baselineScore())));
    cells.add(List.of(score(cell, cell.candidateScore())));
    if (isShifted) {
      cells.add(List.of(RatioText.precise(cell.ratio().value())));
    }
    cells.add(List.of(cell.isFromOrToNone() ? Figures.NONE : RatioText.precise(cell.judged())));
    return new Row(heading(cell), rank(cell), cells);
  }

  private static void flags(String side, List<String> words, List<String> lines) {
    if (!words.isEmpty()) {
      lines.add("(" + side + ": " + String.join(", ", words) + ")");
    }
  }

  private String heading(JudgedSubject cell) {
    boolean isTolerated = cell.verdict() == Verdict.SLOWER && !cell.isRegression();
    return isTolerated
        ? "%1$s, but not shown to be %1$s by more than ".formatted(verdicts.worse())
            + Figures.percent(comparison.settings().threshold())
        : verdicts.of(cell.verdict());
  }

  private static int rank(JudgedSubject cell) {
    return cell.isRegression() ? 0 : isNotable(cell) ? 1 : 2;
  }

  private static String score(JudgedSubject cell, double score) {
    String unit = cell.unit();
    return ScoreUnit.of(cell.subject().mode(), unit)
        .map(
            known ->
                known.direction() == Direction.SMALLER_IS_BETTER
                    ? Figures.time(known.time(score))
                    : Figures.rate(NANOSECONDS_PER_SECOND / known.time(score)))
        .orElseGet(() -> Figures.number(score) + " " + ForeignText.of(unit, UNIT_LENGTH));
  }
}
