package io.github.backpropbench.report.runs;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;

/** Which runs there are, and what of each can be held against the first. */
final class RunsSection {
  private static final int TEXT_LENGTH = 60;

  private RunsSection() {}

  static Section of(RunSet set) {
    List<Column> columns =
        List.of(
            Column.words("run"),
            Column.words("folder or file"),
            Column.words("profile"),
            Column.words("started"),
            Column.figure("cells"),
            Column.figure("failed"),
            Column.figure("in common"));
    List<Row> rows = new ArrayList<>();
    for (int run = 0; run < set.runs().size(); run++) {
      rows.add(row(set, run));
    }
    return new Section("Runs", List.<Block>of(new Table("", columns, rows, RunFolder.RUN)));
  }

  private static Row row(RunSet set, int run) {
    SourceRun source = set.runs().get(run);
    return Row.of(
        List.of(
            set.labels().get(run),
            ForeignText.of(source.path(), TEXT_LENGTH),
            source
                .description()
                .map(one -> ForeignText.of(one.plan().profile(), TEXT_LENGTH))
                .orElse("JMH's JSON"),
            source
                .environment()
                .map(one -> ForeignText.of(one.timestamp(), TEXT_LENGTH))
                .orElse(Figures.NONE),
            Integer.toString(source.side().results().size()),
            Long.toString(source.failedForks()),
            run == 0 ? Figures.NONE : inCommon(set.againstFirst().get(run - 1))));
  }

  private static String inCommon(Comparison comparison) {
    return Integer.toString(comparison.cells().size());
  }
}
