package io.github.backpropbench.report.runs;

import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The environments side by side, what differs first. */
final class EnvironmentsSection {
  private static final int TEXT_LENGTH = 80;
  private static final String SAME = "as the first";

  private EnvironmentsSection() {}

  static Section of(RunSet set) {
    List<Column> columns = new ArrayList<>(List.of(Column.words("what")));
    set.labels().forEach(label -> columns.add(Column.words(label)));
    List<Row> rows =
        Stream.concat(
                set.facts().stream().filter(RunFact::differs).map(fact -> row("differs", 0, fact)),
                set.facts().stream()
                    .filter(fact -> !fact.differs())
                    .map(fact -> row("does not", 1, fact)))
            .toList();
    return new Section(
        "Environments side by side",
        List.<Block>of(new Table("differs or not", columns, rows, RunFolder.RUN)));
  }

  private static Row row(String group, int rank, RunFact fact) {
    List<List<String>> cells = new ArrayList<>(List.of(List.of(fact.name())));
    String first = fact.values().get(0);
    for (int run = 0; run < fact.values().size(); run++) {
      String value = fact.values().get(run);
      boolean same = run > 0 && value.equals(first) && !value.equals(Environment.UNKNOWN);
      cells.add(List.of(same ? SAME : ForeignText.of(value, TEXT_LENGTH)));
    }
    return new Row(group, rank, cells);
  }
}
