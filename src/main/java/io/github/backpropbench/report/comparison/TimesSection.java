package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.comparison.ScoreUnit;
import io.github.backpropbench.comparison.SubjectResult;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.ReportedContrasts;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.CellNames;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.section.YardstickPhrases;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The time of each cell in each run, and its ratio to that in the baseline. */
final class TimesSection {
  private static final int UNIT_LENGTH = 12;

  private final ComparedRuns runs;
  private final Backends backends;
  private final CellNames names;

  /** The cells that no section shows yet. */
  private final Set<CellKey> left = new TreeSet<>();

  private TimesSection(ComparedRuns runs) {
    this.runs = runs;
    runs.runs().forEach(run -> left.addAll(run.results().keySet()));
    backends = runs.backends();
    names = ComparedCells.names(runs);
  }

  /** One section per benchmark. */
  static List<Section> of(ComparedRuns runs) {
    TimesSection times = new TimesSection(runs);
    List<Section> sections = new ArrayList<>();
    for (BenchmarkKind kind : ReportedContrasts.BY_IMPORTANCE) {
      times.section(kind, sections.isEmpty()).ifPresent(sections::add);
    }
    times.others().ifPresent(sections::add);
    return sections;
  }

  /** The section of a benchmark; the first one explains them all. */
  private Optional<Section> section(BenchmarkKind kind, boolean first) {
    List<CellKey> cells =
        left.stream()
            .filter(cell -> cell.benchmark().equals(kind.method()))
            .filter(cell -> cell.has(Factor.BACKEND))
            .toList();
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    left.removeAll(new HashSet<>(cells));
    Grid grid = Grid.of(cells, kind == BenchmarkKind.KERNEL ? Factor.SIZE : Factor.BATCH);
    List<Row> rows = new ArrayList<>();
    for (GridRow row : grid.rows()) {
      String level = names.value(grid.rowFactor().label(), row.level());
      for (String backend : backends.names()) {
        row.cell(backend)
            .ifPresent(
                cell ->
                    rows.add(
                        row(
                            row.group().label(),
                            row.principal() ? 0 : 1,
                            List.of(level, backends.heading(backend)),
                            cell)));
      }
    }
    List<Column> columns =
        columns(List.of(Column.key(grid.rowFactor().label()), Column.words("backend")));
    return Optional.of(
        section(
            new CellKey(kind.method(), Map.of()).shortBenchmark(),
            first,
            new Table(grid.groups(), columns, rows, RunFolder.JMH_RESULT)));
  }

  /** Controls, and benchmarks that are not the suite's own. */
  private Optional<Section> others() {
    if (left.isEmpty()) {
      return Optional.empty();
    }
    List<Row> rows = left.stream().map(cell -> row("", 1, List.of(names.of(cell)), cell)).toList();
    return Optional.of(
        section(
            "Other benchmarks",
            false,
            new Table("", columns(List.of(Column.words("cell"))), rows, RunFolder.JMH_RESULT)));
  }

  private Section section(String title, boolean explained, Table table) {
    List<Block> blocks = new ArrayList<>();
    if (explained) {
      blocks.add(
          new Paragraph(
              "Time per operation: the mean of the forks, as in the run's own report; below it the"
                  + " ratio to the forks in "
                  + runs.baseline().label()
                  + " with its 95 % interval, without what all cells have in common. ? marks"
                  + " where no difference is shown: of many ratios, some intervals exclude 1 by"
                  + " chance."
                  + (backends.haveYardsticksBeside() ? YardstickPhrases.BRACKETS : "")));
    }
    blocks.add(table);
    return new Section(title, blocks);
  }

  private List<Column> columns(List<Column> headings) {
    List<Column> columns = new ArrayList<>(headings);
    runs.runs().forEach(run -> columns.add(Column.figure(run.label())));
    return columns;
  }

  private Row row(String group, int rank, List<String> headings, CellKey cell) {
    List<List<String>> cells = new ArrayList<>();
    headings.forEach(heading -> cells.add(List.of(heading)));
    runs.runs().forEach(run -> cells.add(lines(run, cell)));
    return new Row(group, rank, cells);
  }

  private static List<String> lines(ComparedRun run, CellKey cell) {
    SubjectResult result = run.results().get(cell);
    if (result == null) {
      return List.of(run.side().failed().containsKey(cell) ? "failed" : Figures.NONE);
    }
    List<String> lines = new ArrayList<>(List.of(score(run, result)));
    JudgedSubject judged = run.judged().get(cell);
    if (judged != null) {
      lines.add(RatioText.ofTimes(judged) + run.mark());
    }
    return lines;
  }

  private static String score(ComparedRun run, SubjectResult result) {
    double score = run.score(result).value();
    return ScoreUnit.of(result.subject().mode(), result.unit())
        .map(unit -> Figures.time(unit.time(score)))
        .orElseGet(() -> Figures.number(score) + " " + ForeignText.of(result.unit(), UNIT_LENGTH));
  }
}
