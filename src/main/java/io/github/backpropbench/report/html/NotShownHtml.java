package io.github.backpropbench.report.html;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.Markup;
import io.github.backpropbench.report.section.BackendColumns;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often each pair of backends was, and was not, shown to differ. */
record NotShownHtml(RunAnalysis analysis, BackendStyles styles) {
  private static final String TITLE = "Which backends were shown to differ";

  /** A table; empty if there are no two backends to compare. */
  Markup html() {
    List<JudgedContrast> all = analysis.contrasts(Factor.BACKEND);
    if (all.isEmpty()) {
      return new Markup();
    }
    Backends backends = analysis.run().backends();
    List<Column> columns = new ArrayList<>(List.of(Column.key("backend")));
    columns.addAll(BackendColumns.of(analysis.run(), analysis.grid().rows()));
    Map<Pair, Map<Verdict, Integer>> counts = counts(all);
    List<Row> rows = new ArrayList<>();
    for (String backend : backends.names()) {
      List<List<String>> cells = new ArrayList<>(List.of(List.of(backends.heading(backend))));
      backends.names().forEach(other -> cells.add(words(counts, new Pair(backend, other))));
      rows.add(new Row("", 0, cells));
    }
    return new Markup()
        .element("h3", TITLE)
        .line()
        .element(
            "p",
            "Each row's backend against each column's: in how many cells of a "
                + Phrases.of(analysis)
                + " it was shown to be faster, in how many slower, and in how many no difference was"
                + " shown.")
        .line()
        .add(new TableHtml(styles).of(new Table("", columns, rows, RunFolder.JMH_RESULT), TITLE));
  }

  /** The number of comparisons by backend and reference, then by verdict. */
  private static Map<Pair, Map<Verdict, Integer>> counts(List<JudgedContrast> all) {
    Map<Pair, Map<Verdict, Integer>> counts = new HashMap<>();
    for (JudgedContrast one : all) {
      Pair pair = new Pair(one.contrast().cell().backend(), one.contrast().reference().backend());
      counts
          .computeIfAbsent(pair, key -> new EnumMap<>(Verdict.class))
          .merge(one.verdict(), 1, Integer::sum);
    }
    return counts;
  }

  /** What is known of a pair, whichever of them is the reference. */
  private static List<String> words(Map<Pair, Map<Verdict, Integer>> counts, Pair pair) {
    Map<Verdict, Integer> direct = counts.getOrDefault(pair, Map.of());
    Map<Verdict, Integer> inverse = counts.getOrDefault(pair.inverse(), Map.of());
    int faster = count(direct, Verdict.FASTER) + count(inverse, Verdict.SLOWER);
    int slower = count(direct, Verdict.SLOWER) + count(inverse, Verdict.FASTER);
    int unknown =
        Stream.of(Verdict.NO_DIFFERENCE_SHOWN, Verdict.CANNOT_TELL)
            .mapToInt(verdict -> count(direct, verdict) + count(inverse, verdict))
            .sum();
    return faster + slower + unknown == 0
        ? List.of(Figures.NONE)
        : List.of(faster + " faster", slower + " slower", unknown + " not shown");
  }

  private static int count(Map<Verdict, Integer> counts, Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  private record Pair(String backend, String reference) {
    Pair inverse() {
      return new Pair(reference, backend);
    }
  }
}
