package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.Shortlist;
import io.github.backpropbench.report.document.Table.Column;
import java.util.Collection;
import java.util.List;

/** The columns of a table's backends: of many, all but the best are behind a fold. */
public final class BackendColumns {
  private BackendColumns() {}

  /** The columns of all backends. */
  public static List<Column> of(MeasuredRun run, Collection<GridRow> rows) {
    return of(run, run.backends().names(), rows);
  }

  /**
   * A column for each of some backends.
   *
   * @param rows by which the best backends are chosen, mostly those of the table
   */
  static List<Column> of(MeasuredRun run, List<String> backends, Collection<GridRow> rows) {
    List<String> shown = Shortlist.shown(run, backends, rows);
    return backends.stream()
        .map(
            backend -> {
              Column column = Column.figure(run.backends().heading(backend));
              return shown.contains(backend) ? column : column.fold();
            })
        .toList();
  }
}
