package io.github.backpropbench.report.analysis;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Set;

/**
 * Consecutive rows of a group with the same fastest backends, for instance batches 1 to 64.
 *
 * @param leaders the leaders of the first row
 * @param rows at least one, in the order of the grid
 * @param leastMargin the smallest {@link Leaders#margin}; NaN if a row has none
 * @param mostMargin the largest; likewise
 */
public record RowRange(Leaders leaders, List<GridRow> rows, double leastMargin, double mostMargin) {
  public RowRange {
    rows = List.copyOf(rows);
  }

  /** The rows of one group, cut where the fastest backends change. */
  static List<RowRange> of(RunAnalysis analysis, List<GridRow> rows) {
    List<RowRange> ranges = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size()
          || !alike(analysis.leaders(rows.get(i - 1)), analysis.leaders(rows.get(i)))) {
        ranges.add(range(analysis, rows.subList(first, i)));
        first = i;
      }
    }
    return ranges;
  }

  private static RowRange range(RunAnalysis analysis, List<GridRow> rows) {
    DoubleSummaryStatistics margins =
        rows.stream().mapToDouble(row -> analysis.leaders(row).margin()).summaryStatistics();
    return new RowRange(analysis.leaders(rows.get(0)), rows, margins.getMin(), margins.getMax());
  }

  private static boolean alike(Leaders one, Leaders next) {
    return one.isDecided() == next.isDecided()
        && one.judged() == next.judged()
        && (one.measured() == 1) == (next.measured() == 1)
        && (one.judged()
            ? Set.copyOf(one.backends()).equals(Set.copyOf(next.backends()))
                && one.probablySlower().equals(next.probablySlower())
            : one.backends().get(0).equals(next.backends().get(0)));
  }
}
