package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.Allocation;
import io.github.backpropbench.report.analysis.CellNames;
import io.github.backpropbench.report.analysis.CellScore;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.DistinctTexts;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The scores of benchmarks that have the same parameters: one row per cell. */
final class ScoreTable {
  /** Wider values leave no room for the figures. */
  private static final int WIDTH = 48;

  /** More parameters do not fit side by side. */
  private static final int MOST_PARAMETERS = 4;

  /** What a reader of files adds to cells that were measured in several manners. */
  private static final String OF_JMH = "jmh.";

  /** Columns that a parameter may be called like. */
  private static final Set<String> OWN_TITLES =
      Set.of("benchmark", "mode", "threads", "score", "forks", "allocation", "notes", "parameters");

  /** What stands before the name of such a parameter, as in exports. */
  private static final String OTHER_PARAMETER = "param.";

  private static final int MEMBER_LENGTH = 24;
  private static final int MODE_LENGTH = 12;
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d[\\d_.,]{0,15}");

  private final MeasuredRun run;
  private final CellNames names;

  /** By benchmark, in the order of the file. */
  private final List<CellKey> cells;

  private final Map<CellKey, CellScore> scores = new HashMap<>();

  /** What all cells have in common, in words. */
  private final List<String> common = new ArrayList<>();

  private final List<Part> parts = new ArrayList<>();

  /** A column and what stands in it for a cell. */
  private record Part(Column column, Function<CellKey, List<String>> lines) {
    static Part of(Column column, Function<CellKey, String> line) {
      return new Part(column, cell -> List.of(line.apply(cell)));
    }
  }

  private ScoreTable(MeasuredRun run, Collection<CellKey> unordered) {
    this.run = run;
    names = new CellNames(run.cells(), WIDTH);
    Map<String, List<CellKey>> byBenchmark = new LinkedHashMap<>();
    unordered.forEach(
        cell -> byBenchmark.computeIfAbsent(cell.benchmark(), b -> new ArrayList<>()).add(cell));
    cells = byBenchmark.values().stream().flatMap(List::stream).toList();
    cells.forEach(cell -> scores.put(cell, run.score(cell)));
  }

  /** A sentence about what the cells have in common, and the table. */
  static List<Block> of(MeasuredRun run, Collection<CellKey> cells) {
    ScoreTable table = new ScoreTable(run, cells);
    table.addHow();
    boolean grouped = table.addParameters();
    table.addScores();
    return List.of(
        new Paragraph(
            (table.isSingle() ? "Measured: " : "Common to all rows: ")
                + String.join(", ", table.common)
                + "."),
        table.table(grouped));
  }

  /** The parameters of a benchmark; how JMH measured it has columns of its own. */
  static SortedSet<String> parameters(CellKey cell) {
    SortedSet<String> names = new TreeSet<>(cell.parameters().keySet());
    names.removeIf(name -> name.startsWith(OF_JMH));
    return names;
  }

  private boolean isSingle() {
    return cells.size() == 1;
  }

  /** Mode and threads, as columns where they differ. */
  private void addHow() {
    if (isSame(cell -> score(cell).mode())) {
      common.add(words(score(cells.get(0)).mode()));
    } else {
      parts.add(Part.of(Column.words("mode"), cell -> mode(score(cell).mode())));
    }
    if (isSame(this::threads)) {
      common.add(Phrases.count(threads(cells.get(0)), "thread"));
    } else {
      parts.add(Part.of(Column.figure("threads"), cell -> Integer.toString(threads(cell))));
    }
  }

  /**
   * What tells the cells apart, before what was added.
   *
   * @return whether the rows of a benchmark are a group, since there are several
   */
  private boolean addParameters() {
    List<String> varying = new ArrayList<>();
    if (isSingle()) {
      parts.add(0, Part.of(Column.words("benchmark"), names::of));
      return false;
    }
    for (String name : parameters(cells.get(0))) {
      if (isSame(cell -> cell.parameter(name))) {
        common.add(names.word(name, cells.get(0).parameter(name)));
      } else {
        varying.add(name);
      }
    }
    if (varying.size() > MOST_PARAMETERS) {
      parts.add(
          0,
          new Part(
              Column.words("parameters"),
              cell -> varying.stream().map(name -> word(name, cell)).toList()));
    } else {
      parts.addAll(0, varying.stream().map(this::parameter).toList());
    }
    if (varying.isEmpty() || isDifferent(CellKey::benchmark)) {
      parts.add(0, Part.of(Column.words("benchmark"), cell -> names.benchmark(cell.benchmark())));
      return false;
    }
    return true;
  }

  private String word(String name, CellKey cell) {
    return names.word(name, cell.parameter(name));
  }

  private Part parameter(String name) {
    boolean numbers = cells.stream().allMatch(c -> NUMBER.matcher(c.parameter(name)).matches());
    String title = (OWN_TITLES.contains(name) ? OTHER_PARAMETER : "") + names.parameter(name);
    return Part.of(
        numbers ? Column.key(title) : Column.words(title),
        cell -> orEmpty(names.value(name, cell.parameter(name))));
  }

  private void addScores() {
    parts.add(Part.of(Column.figure("score"), cell -> score(cell).text()));
    if (scores.values().stream().anyMatch(score -> score.score().hasInterval())) {
      parts.add(Part.of(Column.figure("95 % interval"), cell -> error(score(cell))));
    }
    parts.add(Part.of(Column.figure("forks"), this::forks));
    if (cells.stream().anyMatch(cell -> !members(cell).isEmpty())) {
      parts.add(new Part(Column.words("members, counters"), this::members));
    }
    if (cells.stream().anyMatch(cell -> Allocation.of(run, cell).isPresent())) {
      parts.add(
          Part.of(
              Column.figure("allocation"),
              cell -> Allocation.of(run, cell).map(Allocation::text).orElse(Figures.NONE)));
    }
    if (cells.stream().anyMatch(cell -> !notes(cell).isEmpty())) {
      parts.add(new Part(Column.words("notes"), this::notes));
    }
  }

  private String forks(CellKey cell) {
    return run.hasOnlySummary(cell) ? Figures.NONE : Integer.toString(score(cell).forks());
  }

  /** The methods of a group, and counters of the benchmark's own, with their scores. */
  private List<String> members(CellKey cell) {
    Map<String, CellScore> members = run.members(cell);
    DistinctTexts<String> shown = DistinctTexts.of(members.keySet(), MEMBER_LENGTH);
    List<String> lines = new ArrayList<>();
    members.forEach(
        (name, score) ->
            lines.add((shown.of(name) + " " + score.text() + " " + score.errorText()).strip()));
    return lines;
  }

  private List<String> notes(CellKey cell) {
    List<String> notes = new ArrayList<>(score(cell).flags().words());
    if (run.hasOnlySummary(cell)) {
      notes.add("no raw data");
      return notes;
    }
    if (score(cell).isPlainMean()) {
      notes.add("mean of all iterations");
    }
    if (run.hasFailed(cell)) {
      notes.add("some forks failed");
    }
    return notes;
  }

  private Table table(boolean grouped) {
    List<Row> rows =
        cells.stream()
            .map(
                cell ->
                    new Row(
                        grouped ? names.benchmark(cell.benchmark()) : "",
                        0,
                        parts.stream().map(part -> part.lines().apply(cell)).toList()))
            .toList();
    return new Table(
        grouped ? "benchmark" : "",
        parts.stream().map(Part::column).toList(),
        rows,
        run.isFile() ? "report.html (--out DIR writes it)" : RunFolder.JMH_RESULT);
  }

  private boolean isDifferent(Function<CellKey, Object> property) {
    return cells.stream().map(property).distinct().count() == cells.size();
  }

  private boolean isSame(Function<CellKey, Object> property) {
    return cells.stream().map(property).distinct().limit(2).count() == 1;
  }

  private CellScore score(CellKey cell) {
    CellScore score = scores.get(cell);
    return score == null ? run.score(cell) : score;
  }

  private int threads(CellKey cell) {
    Measurement fork = run.forksOf(cell).get(0);
    return fork.threads();
  }

  private static String words(String mode) {
    return switch (mode) {
      case "avgt" -> "average time per operation (avgt)";
      case "thrpt" -> "throughput (thrpt)";
      case "sample" -> "sampled time per operation (sample)";
      case "ss" -> "single-shot time (ss)";
      default -> "mode " + mode(mode);
    };
  }

  private static String mode(String mode) {
    return ForeignText.of(mode, MODE_LENGTH);
  }

  private static String orEmpty(String value) {
    return value.isEmpty() ? "(empty)" : value;
  }

  private static String error(CellScore score) {
    return score.errorText().isEmpty() ? Figures.NONE : score.errorText();
  }
}
