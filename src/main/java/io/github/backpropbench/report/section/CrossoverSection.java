package io.github.backpropbench.report.section;

import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.Beside;
import io.github.backpropbench.report.analysis.Crossover;
import io.github.backpropbench.report.analysis.Crossover.Line;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.RowRange;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.NaturalOrder;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where the fastest backend changes: a map of batch by shape, or of size by matrix product, and the
 * batch or size of each change.
 */
public final class CrossoverSection {
  private static final String NONE_SHOWN = "none shown";
  private static final int NAME_LENGTH = 24;

  /** More backends than this are counted, not named. */
  private static final int MOST_NAMES = 4;

  /** The names in a line. */
  private static final int NAMES = 2;

  private static final String NOTE =
      "The fastest %s for a %s, and how many times as long the next one takes; if no single"
          + " one is the fastest, those between which no difference is shown, and how many times"
          + " as long the next one takes.%s";

  private static final String SORTED = " Shapes are sorted by their number of weights.";

  private static final String YARDSTICK =
      " In brackets is the fastest yardstick that is ahead, and its time as a multiple of the"
          + " %s's.";

  private static final String ENGINE = " An engine that is ahead of the library follows it.";

  private CrossoverSection() {}

  /** Maps the principal method of each shape; empty without shapes or a second backend. */
  static Optional<Section> of(RunAnalysis analysis) {
    List<Crossover> maps = analysis.crossovers(GridRow::principal);
    if (analysis.run().backends().names().size() < 2 || maps.isEmpty()) {
      return Optional.empty();
    }
    Set<String> levels = new TreeSet<>(NaturalOrder.COMPARATOR);
    maps.forEach(map -> levels.addAll(map.levels()));
    List<Column> columns = new ArrayList<>(List.of(Column.key(maps.get(0).lineFactor().label())));
    String factor = analysis.grid().rowFactor().label();
    levels.forEach(
        level -> columns.add(Column.figure(factor + " " + ForeignText.of(level, NAME_LENGTH))));
    columns.add(Column.words("changes"));
    List<Row> rows = new ArrayList<>();
    for (Crossover map : maps) {
      map.lines().forEach(line -> rows.add(row(analysis, map, line, levels)));
    }
    String groups =
        analysis.grid().says(Factor.LOSS) ? "loss, precision, method" : "precision, method";
    return Optional.of(
        new Section(
            "Where the fastest %s changes".formatted(analysis.run().backends().kind()),
            List.of(
                new Paragraph(note(analysis)),
                new Table(groups, columns, rows, RunFolder.JMH_RESULT))));
  }

  /** What the map shows. */
  public static String note(RunAnalysis analysis) {
    Backends backends = analysis.run().backends();
    boolean engines =
        !backends.names(Role.ENGINE).isEmpty() && !backends.names(Role.LIBRARY).isEmpty();
    String beside =
        (backends.haveYardsticksBeside() ? YARDSTICK.formatted(backends.kind()) : "")
            + (engines ? ENGINE : "");
    boolean ofShapes = analysis.grid().rowFactor() != Factor.SIZE;
    return NOTE.formatted(
            backends.kind(),
            Phrases.of(analysis),
            beside + FloorPhrases.ofMultiples(analysis, analysis.grid(), backends.kind()))
        + (ofShapes ? SORTED : "");
  }

  /** The lines of a cell of the map, at least two: who leads, and by how much. */
  public static List<String> cell(RunAnalysis analysis, GridRow row) {
    Leaders leaders = analysis.leaders(row);
    List<String> lines = new ArrayList<>(cell(analysis, leaders));
    Stream.of(leaders.engines(), leaders.yardsticks())
        .flatMap(others -> others.stream().filter(Beside::isAhead).limit(1))
        .map(
            ahead ->
                "%s ×%s"
                    .formatted(
                        analysis.run().backends().heading(ahead.backend()),
                        Figures.ratio(1 / ahead.speed())))
        .forEach(lines::add);
    FloorPhrases.multiple(analysis, row, leaders.backends().get(0)).forEach(lines::add);
    return lines;
  }

  /** The name of a line. */
  public static String name(Line line) {
    return ForeignText.of(KernelSection.product(line.name()).orElse(line.name()), NAME_LENGTH);
  }

  private static List<String> cell(RunAnalysis analysis, Leaders leaders) {
    String shortest = analysis.run().backends().label(leaders.backends().get(0));
    if (leaders.measured() == 1) {
      return List.of(shortest, "only one");
    }
    if (!leaders.judged()) {
      return List.of("too few " + analysis.run().repetitions(), shortest + " ahead");
    }
    if (leaders.isDecided()) {
      return List.of(shortest, "×" + Figures.ratio(leaders.margin()));
    }
    if (leaders.isProbable()) {
      return List.of("probably " + shortest, "×" + Figures.ratio(leaders.margin()));
    }
    List<String> lines = new ArrayList<>(List.of("no difference shown"));
    lines.addAll(names(LeaderPhrases.close(analysis, leaders), leaders.measured()));
    if (!Double.isNaN(leaders.margin())) {
      lines.add("next ×" + Figures.ratio(leaders.margin()));
    }
    return lines;
  }

  private static List<String> names(List<String> close, int measured) {
    if (close.size() > MOST_NAMES) {
      return List.of(close.size() + " of " + measured);
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < close.size(); i += NAMES) {
      List<String> line = close.subList(i, Math.min(i + NAMES, close.size()));
      lines.add(String.join(", ", line) + (i + NAMES < close.size() ? "," : ""));
    }
    return lines;
  }

  /** The batches from which another backend is the fastest. */
  public static String changes(RunAnalysis analysis, Line line) {
    List<RowRange> decided =
        analysis.ranges(line.rows()).stream().filter(range -> range.leaders().isDecided()).toList();
    if (decided.isEmpty()) {
      return NONE_SHOWN;
    }
    List<String> parts = new ArrayList<>();
    String last = "";
    for (RowRange range : decided) {
      String backend = analysis.run().backends().label(range.leaders().backends().get(0));
      if (!backend.equals(last)) {
        parts.add(backend + " from " + LeaderPhrases.level(range.rows().get(0)));
      }
      last = backend;
    }
    if (parts.size() > 1) {
      return String.join(", ", parts);
    }
    boolean everywhere =
        decided.stream().mapToInt(range -> range.rows().size()).sum() == line.rows().size();
    return everywhere ? "none: always " + last : NONE_SHOWN;
  }

  private static Row row(RunAnalysis analysis, Crossover map, Line line, Set<String> levels) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of(name(line)));
    for (String level : levels) {
      cells.add(line.at(level).map(row -> cell(analysis, row)).orElse(List.of()));
    }
    cells.add(List.of(changes(analysis, line)));
    return new Row(map.method().label(), 0, cells);
  }
}
