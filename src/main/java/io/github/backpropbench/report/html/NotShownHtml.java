package io.github.backpropbench.report.html;

import io.github.backpropbench.comparison.ContrastKind;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Column;
import io.github.backpropbench.report.document.Row;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.section.Words;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How often each backend was, and was not, shown to differ from each other one. */
record NotShownHtml(RunAnalysis analysis, BackendStyles styles) {
  private static final String TITLE = "What is not shown to differ";

  /** Nothing if there are not two backends to compare. */
  Html html() {
    List<JudgedContrast> all = analysis.comparisons().of(ContrastKind.BACKEND);
    if (all.isEmpty()) {
      return new Html();
    }
    Backends backends = analysis.run().backends();
    List<Column> columns = new ArrayList<>(List.of(Column.key("backend")));
    backends.names().forEach(name -> columns.add(Column.figure(backends.label(name))));
    List<Row> rows = new ArrayList<>();
    for (String backend : backends.names()) {
      List<List<String>> cells = new ArrayList<>(List.of(List.of(backends.label(backend))));
      backends.names().forEach(other -> cells.add(counts(all, backend, other)));
      rows.add(new Row("", 0, cells));
    }
    return new Html()
        .element("h3", TITLE)
        .line()
        .element(
            "p",
            "A row's backend against a column's: in how many cells of a "
                + Words.of(analysis.main())
                + " it was shown to be faster, in how many slower, and in how many no difference was"
                + " shown.")
        .line()
        .add(new TableHtml(styles).of(new Table("", columns, rows, RunFolder.JMH_RESULT), TITLE));
  }

  private static List<String> counts(List<JudgedContrast> all, String backend, String other) {
    long faster =
        count(all, backend, other, Verdict.FASTER) + count(all, other, backend, Verdict.SLOWER);
    long slower =
        count(all, backend, other, Verdict.SLOWER) + count(all, other, backend, Verdict.FASTER);
    long unknown =
        Stream.of(Verdict.NO_DIFFERENCE_SHOWN, Verdict.CANNOT_TELL)
            .mapToLong(
                verdict ->
                    count(all, backend, other, verdict) + count(all, other, backend, verdict))
            .sum();
    return faster + slower + unknown == 0
        ? List.of(Figures.NONE)
        : List.of(faster + " faster", slower + " slower", unknown + " not shown");
  }

  private static long count(
      List<JudgedContrast> all, String backend, String reference, Verdict verdict) {
    String factor = ContrastKind.BACKEND.factor();
    return all.stream()
        .filter(one -> one.verdict() == verdict)
        .filter(one -> one.contrast().cell().parameter(factor).equals(backend))
        .filter(one -> one.contrast().reference().parameter(factor).equals(reference))
        .count();
  }
}
