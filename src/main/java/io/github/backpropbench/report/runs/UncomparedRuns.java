package io.github.backpropbench.report.runs;

import io.github.backpropbench.comparison.Uncompared;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The cells that could not be held against the first run's, with the reason. */
final class UncomparedRuns {
  private static final int LABEL_LENGTH = 160;
  private static final int REASON_LENGTH = 200;

  private UncomparedRuns() {}

  /** Empty if there are none; a cell that one run alone has is shown with its time instead. */
  static Optional<Section> of(RunSet set) {
    List<Row> rows = new ArrayList<>();
    for (int run = 1; run < set.runs().size(); run++) {
      Uncompared uncompared = set.againstFirst().get(run - 1).uncompared();
      add(rows, set.labels().get(run), uncompared.broken(), "failed: ");
      add(rows, set.labels().get(run), uncompared.refused(), "");
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Not compared",
                List.<Block>of(
                    new Table(
                        "run",
                        List.of(Column.words("cell"), Column.words("reason")),
                        rows,
                        RunFolder.JOURNAL))));
  }

  private static void add(
      List<Row> rows, String run, SortedMap<CellKey, String> reasons, String before) {
    for (Map.Entry<CellKey, String> one : reasons.entrySet()) {
      rows.add(
          new Row(
              run,
              0,
              List.of(
                  List.of(ForeignText.of(one.getKey().label(), LABEL_LENGTH)),
                  List.of(before + ForeignText.of(one.getValue(), REASON_LENGTH)))));
    }
  }
}
