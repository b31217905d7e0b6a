package io.github.backpropbench.report.runs;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.GroupMean;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.NaturalOrder;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What became of each backend: the geometric means of its cells' ratios. */
final class MeansSection {
  private static final int NAME_LENGTH = 24;

  private MeansSection() {}

  /** Empty if no backend has an interval. */
  static Optional<Section> of(RunSet set) {
    List<Column> columns = new ArrayList<>(List.of(Column.words("backend")));
    for (int run = 1; run < set.runs().size(); run++) {
      columns.add(Column.figure(set.labels().get(run)));
      columns.add(Column.figure("cells"));
    }
    List<Row> rows = keys(set).stream().map(key -> row(set, key)).toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Each backend against " + set.first(),
                List.<Block>of(
                    new Paragraph(
                        "Geometric mean of the times of a backend's cells as multiples of those in "
                            + set.first()
                            + ", with its 95 % interval: below 1 is faster."),
                    new Table("benchmark", columns, rows, RunFolder.JMH_RESULT))));
  }

  /** The benchmarks and backends of all comparisons. */
  private static TreeSet<Key> keys(RunSet set) {
    TreeSet<Key> keys = new TreeSet<>();
    for (Comparison comparison : set.againstFirst()) {
      comparison.backends().stream()
          .filter(mean -> mean.cells() > 0)
          .map(Key::of)
          .forEach(keys::add);
    }
    return keys;
  }

  private static Row row(RunSet set, Key key) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of(
            key.backend().isEmpty() ? Figures.NONE : ForeignText.of(key.backend(), NAME_LENGTH)));
    for (int run = 1; run < set.runs().size(); run++) {
      Optional<GroupMean> mean =
          set.againstFirst().get(run - 1).backends().stream()
              .filter(one -> Key.of(one).equals(key) && one.cells() > 0)
              .findFirst();
      String mark = set.isAcross(run) ? TimesSection.ACROSS : "";
      cells.add(List.of(mean.map(one -> Costs.text(one) + mark).orElse(Figures.NONE)));
      cells.add(List.of(mean.map(one -> Integer.toString(one.cells())).orElse(Figures.NONE)));
    }
    String benchmark = new CellKey(key.benchmark(), Map.of()).shortBenchmark();
    return new Row(ForeignText.of(benchmark, 2 * NAME_LENGTH), 0, cells);
  }

  private record Key(String benchmark, String backend, String mode) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::benchmark, NaturalOrder.COMPARATOR)
            .thenComparing(Key::backend, NaturalOrder.COMPARATOR)
            .thenComparing(Key::mode);

    static Key of(GroupMean mean) {
      return new Key(mean.benchmark(), mean.backend(), mean.mode());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}
