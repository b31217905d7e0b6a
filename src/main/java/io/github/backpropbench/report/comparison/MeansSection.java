package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.GroupMean;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.CellNames;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.section.YardstickPhrases;
import io.github.backpropbench.results.NaturalOrder;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Geometric means of the ratios of several cells. */
final class MeansSection {
  private MeansSection() {}

  /** The means of each benchmark's cells; empty if no benchmark has two cells with intervals. */
  static Optional<Section> byBenchmark(Comparison comparison) {
    boolean shifted = comparison.runs().shift() != 0;
    CellNames names = ComparedCells.names(comparison);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("benchmark"));
    columns.add(Column.words("mode"));
    columns.add(Column.figure("cells"));
    columns.add(Column.figure("ratio (95 %)"));
    if (shifted) {
      columns.add(Column.figure("judged (95 %)"));
    }
    List<Row> rows = new ArrayList<>();
    for (GroupMean mean : comparison.groups()) {
      if (mean.cells() > 1) {
        List<String> cells = new ArrayList<>();
        cells.add(names.benchmark(mean.benchmark()));
        cells.add(mean.mode());
        cells.add(Integer.toString(mean.cells()));
        cells.add(RatioText.precise(mean.ratio()));
        if (shifted) {
          cells.add(RatioText.precise(mean.judged()));
        }
        rows.add(Row.of(cells));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Geometric means", List.of(new Table("", columns, rows, CellTable.SOURCE))));
  }

  /** The means of each backend's cells in each run; empty if no backend has an interval. */
  static Optional<Section> byBackend(ComparedRuns runs) {
    List<Column> columns = new ArrayList<>(List.of(Column.words("backend")));
    for (ComparedRun run : runs.candidates()) {
      columns.add(Column.figure(run.label()));
      columns.add(Column.figure("cells"));
    }
    CellNames names = ComparedCells.names(runs);
    Backends backends = runs.backends();
    List<Row> rows =
        keys(runs, backends).stream().map(key -> row(runs, names, backends, key)).toList();
    String baseline = runs.baseline().label();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Backends compared with " + baseline,
                List.<Block>of(
                    new Paragraph(
                        "Geometric means of the times of a backend's cells, as multiples of those in "
                            + baseline
                            + ", with their 95 % intervals: below 1 is faster."
                            + (backends.haveYardsticksBeside() ? YardstickPhrases.BRACKETS : "")),
                    new Table("benchmark", columns, rows, RunFolder.JMH_RESULT))));
  }

  /** The benchmarks and backends of all comparisons. */
  private static TreeSet<Key> keys(ComparedRuns runs, Backends backends) {
    List<String> inOrder = backends.names();
    TreeSet<Key> keys =
        new TreeSet<>(
            Comparator.comparing(Key::benchmark, NaturalOrder.COMPARATOR)
                .thenComparing(key -> inOrder.indexOf(key.backend()))
                .thenComparing(Key::backend, NaturalOrder.COMPARATOR)
                .thenComparing(Key::mode));
    for (Comparison comparison : runs.comparisons()) {
      comparison.backends().stream()
          .filter(mean -> mean.cells() > 0)
          .map(Key::of)
          .forEach(keys::add);
    }
    return keys;
  }

  private static Row row(ComparedRuns runs, CellNames names, Backends backends, Key key) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of(key.backend().isEmpty() ? Figures.NONE : backends.heading(key.backend())));
    for (ComparedRun run : runs.candidates()) {
      Optional<GroupMean> mean =
          run.comparison().stream()
              .flatMap(comparison -> comparison.backends().stream())
              .filter(one -> Key.of(one).equals(key) && one.cells() > 0)
              .findFirst();
      cells.add(List.of(mean.map(one -> RatioText.ofTimes(one) + run.mark()).orElse(Figures.NONE)));
      cells.add(List.of(mean.map(one -> Integer.toString(one.cells())).orElse(Figures.NONE)));
    }
    return new Row(names.benchmark(key.benchmark()), 0, cells);
  }

  private record Key(String benchmark, String backend, String mode) {
    static Key of(GroupMean mean) {
      return new Key(mean.benchmark(), mean.backend(), mean.mode());
    }
  }
}
