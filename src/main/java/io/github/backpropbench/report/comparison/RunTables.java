package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;

/** The runs of a report, and their environments side by side. */
final class RunTables {
  private static final int TEXT_LENGTH = 60;
  private static final int FACT_LENGTH = 80;
  private static final String SAME = "as the first";

  private RunTables() {}

  /** Which runs there are, and how many of their cells are compared. */
  static Section runs(ComparedRuns runs) {
    List<Column> columns =
        List.of(
            Column.words("run"),
            Column.words("folder or file"),
            Column.words("profile"),
            Column.words("started"),
            Column.figure("cells"),
            Column.figure("failed"),
            Column.figure("in common"));
    List<Row> rows = runs.runs().stream().map(RunTables::run).toList();
    return new Section("Runs", List.<Block>of(new Table("", columns, rows, RunFolder.RUN)));
  }

  private static Row run(ComparedRun run) {
    ComparisonSide side = run.side();
    return Row.of(
        List.of(
            run.label(),
            ForeignText.of(side.path(), TEXT_LENGTH),
            side.description()
                .map(one -> ForeignText.of(one.plan().profile(), TEXT_LENGTH))
                .orElse("JMH's JSON"),
            side.environment()
                .map(one -> ForeignText.of(one.timestamp(), TEXT_LENGTH))
                .orElse(Figures.NONE),
            Integer.toString(side.results().size()),
            Long.toString(side.failedForks()),
            run.comparison()
                .map(one -> Integer.toString(one.cells().size()))
                .orElse(Figures.NONE)));
  }

  /** What is known of the runs, what differs first. */
  static Section environments(ComparedRuns runs) {
    List<Column> columns = new ArrayList<>(List.of(Column.words("what")));
    runs.runs().forEach(run -> columns.add(Column.words(run.label())));
    List<Row> rows = new ArrayList<>();
    runs.facts().stream()
        .filter(RunFact::differs)
        .forEach(fact -> rows.add(fact("differs", 0, fact)));
    runs.facts().stream()
        .filter(fact -> !fact.differs())
        .forEach(fact -> rows.add(fact("is the same, or unknown", 1, fact)));
    return new Section(
        "Environments side by side",
        List.<Block>of(new Table("differs or not", columns, rows, RunFolder.RUN)));
  }

  private static Row fact(String group, int rank, RunFact fact) {
    List<List<String>> cells = new ArrayList<>(List.of(List.of(fact.name())));
    String first = fact.values().get(0);
    for (int run = 0; run < fact.values().size(); run++) {
      String value = fact.values().get(run);
      boolean same = run > 0 && value.equals(first) && !value.equals(Environment.UNKNOWN);
      cells.add(List.of(same ? SAME : ForeignText.of(value, FACT_LENGTH)));
    }
    return new Row(group, rank, cells);
  }
}
