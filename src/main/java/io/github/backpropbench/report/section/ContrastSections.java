package io.github.backpropbench.report.section;

import static java.util.stream.Collectors.joining;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Ratios of times of cells that differ in one factor: backends, the method's factors, and threads,
 * each level against its baseline.
 */
final class ContrastSections {
  /** What has a cost. Fusion is no cost but a gain: {@link FusionSection}. */
  static final List<Factor> COSTS =
      Factor.METHOD.stream().filter(factor -> factor != Factor.FUSION).toList();

  private static final String COST = "cost of";

  private static final String FEEDS =
      " With minibatches, each step takes the next of 16 instead of the same batch.";

  private ContrastSections() {}

  /** Empty if there are not two backends to compare. */
  static Optional<Section> backends(RunAnalysis analysis) {
    Backends backends = analysis.run().backends();
    if (backends.names().size() < 2 || analysis.contrasts(Factor.BACKEND).isEmpty()) {
      return Optional.empty();
    }
    String baseline = backends.baseline();
    List<String> others = backends.names().stream().filter(name -> !name.equals(baseline)).toList();
    boolean brackets =
        others.stream().anyMatch(name -> !backends.heading(name).equals(backends.label(name)));
    BackendTable table =
        BackendTable.of(
                analysis.run(),
                (row, cell) ->
                    row.cell(baseline)
                        .flatMap(
                            reference -> analysis.comparisons().of(Factor.BACKEND, cell, reference))
                        .map(ContrastSections::ratio))
            .over(others);
    return Optional.of(
        section(
            analysis,
            "Backends against " + backends.label(baseline),
            "Time of a %s as a multiple of the time with "
                + backends.label(baseline)
                + "; below 1 is faster."
                + (brackets ? YardstickPhrases.BRACKETS : ""),
            table.of(analysis.run(), analysis.grid())));
  }

  /** Empty if no cells differ in one factor of the method only. */
  static Optional<Section> costs(RunAnalysis analysis) {
    List<Factor> factors = new ArrayList<>(COSTS);
    if (analysis.contrasts(Factor.FEED).isEmpty()) {
      factors.remove(Factor.FEED); // a report that measures none need not mention them
    }
    String explained = AutogradWords.explained(analysis);
    Table table =
        costs(
            analysis,
            COST,
            factors.stream().flatMap(factor -> analysis.contrasts(factor).stream()).toList(),
            Group::label);
    return table.rows().isEmpty() || analysis.isToTarget()
        ? Optional.empty()
        : Optional.of(
            section(
                analysis,
                "Cost of " + Phrases.and(factors.stream().map(Factor::label).toList()),
                "Time of a %s with one factor changed from its baseline ("
                    + factors.stream().map(Factor::baselineInWords).collect(joining(", "))
                    + "), as a multiple of the time with the baseline; 1.10 is 10 %% more."
                    + (factors.contains(Factor.FEED) ? FEEDS : "")
                    + (explained.isEmpty() ? "" : " " + explained),
                table));
  }

  /**
   * The ratios of each level of some factors to its baseline, by factor.
   *
   * @param groups the heading of the rows' groups
   * @param name of the rest that the cells of a group have in common
   */
  static Table costs(
      RunAnalysis analysis,
      String groups,
      List<JudgedContrast> contrasts,
      Function<Group, String> name) {
    List<Column> columns = List.of();
    List<Row> rows = new ArrayList<>();
    for (Factor factor : COSTS) {
      Table table =
          levels(
              analysis,
              contrasts.stream().filter(one -> one.contrast().factor() == factor).toList(),
              groups,
              row -> change(factor, row, name),
              grid -> examples(analysis, grid, factor));
      columns = table.columns();
      rows.addAll(table.rows());
    }
    return new Table(groups, columns, rows, RunFolder.JMH_RESULT);
  }

  /** The rows of costs that a short table keeps: of the main benchmark's costs only. */
  private static Predicate<GridRow> examples(RunAnalysis analysis, Grid grid, Factor factor) {
    Set<GridRow> examples = CostExamples.of(grid, factor);
    return row ->
        examples.contains(row) && row.byBackend().values().stream().allMatch(analysis::isMain);
  }

  /** Empty if no cells differ in the number of threads only. */
  static Optional<Section> threads(RunAnalysis analysis) {
    return ofLevels(
        analysis,
        Factor.THREADS,
        "on several threads",
        row -> change(Factor.THREADS, row, Group::label),
        "Effect of more threads",
        "Time of a %s on several threads as a multiple of the time on one; 0.50 is twice as"
            + " fast. Each backend divides its work in its own way, and does on one thread"
            + " what it considers too little to divide.");
  }

  /**
   * The ratios of a factor's levels to its baseline; empty if it was not varied.
   *
   * @param groups the heading of the rows' groups
   * @param label the name of a row's group
   * @param text with a place for what is timed
   */
  static Optional<Section> ofLevels(
      RunAnalysis analysis,
      Factor factor,
      String groups,
      Function<GridRow, String> label,
      String title,
      String text) {
    Table table =
        levels(analysis, analysis.contrasts(factor), groups, label, grid -> GridRow::principal);
    return table.rows().isEmpty()
        ? Optional.empty()
        : Optional.of(section(analysis, title, text, table));
  }

  /** {@code 1.12 (1.10–1.14)}; marked, or with a second line, if no difference was shown. */
  static List<String> ratio(JudgedContrast contrast) {
    String ratio = Ratios.withInterval(contrast.ratio());
    if (contrast.isProbable()) {
      return List.of(ratio, Phrases.probably(contrast.ratio().value()));
    }
    boolean notShown = contrast.verdict() == Verdict.NO_DIFFERENCE_SHOWN;
    return List.of(ratio + (notShown ? Phrases.NOT_SHOWN : ""));
  }

  /** What was found, by the cell that is compared with the baseline's. */
  static Map<CellKey, JudgedContrast> byCell(List<JudgedContrast> contrasts) {
    Map<CellKey, JudgedContrast> byCell = new HashMap<>();
    contrasts.forEach(one -> byCell.put(one.contrast().cell(), one));
    return byCell;
  }

  /**
   * A table of some cells' ratios, by row of their grid and backend.
   *
   * @param groups the heading of the rows' groups
   * @param label the name of a row's group
   */
  static BackendTable table(
      RunAnalysis analysis,
      Map<CellKey, JudgedContrast> byCell,
      String groups,
      Function<GridRow, String> label) {
    return BackendTable.of(
            analysis.run(),
            (row, cell) -> Optional.ofNullable(byCell.get(cell)).map(ContrastSections::ratio))
        .grouped(groups, label);
  }

  private static Table levels(
      RunAnalysis analysis,
      List<JudgedContrast> contrasts,
      String groups,
      Function<GridRow, String> label,
      Function<Grid, Predicate<GridRow>> matters) {
    Map<CellKey, JudgedContrast> byCell = byCell(contrasts);
    Grid grid = analysis.gridOf(byCell.keySet());
    return table(analysis, byCell, groups, label)
        .ranked(matters.apply(grid))
        .of(analysis.run(), grid);
  }

  private static String change(Factor factor, GridRow row, Function<Group, String> name) {
    String value = row.group().value(factor);
    String words =
        factor == Factor.GRADIENT ? AutogradWords.change(factor, row.group()) : factor.words(value);
    return words + ": " + name.apply(row.group().without(factor));
  }

  /**
   * A table with what its ratios are.
   *
   * @param text with a place for what is timed
   */
  private static Section section(RunAnalysis analysis, String title, String text, Table table) {
    String note =
        text.formatted(Phrases.of(analysis))
            + " In brackets is the 95 % interval."
            + baselineNote(analysis);
    return new Section(title, List.of(new Paragraph(note), table));
  }

  private static String baselineNote(RunAnalysis analysis) {
    return analysis.run().results().baselines().isEmpty()
        ? ""
        : " Baselines outside the JVM were measured in rounds of their own, so differences"
            + " from them below %s do not count: the machine may have drifted by that."
                .formatted(Figures.percent(BetweenRuns.UNKNOWN_SHIFT));
  }
}
