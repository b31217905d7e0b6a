package io.github.backpropbench.report.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Consecutive rows of a group with the same fastest backends, for instance batches 1 to 64.
 *
 * @param leaders the leaders of the first row
 * @param rows at least one, in the order of the grid
 * @param next the smallest and the largest {@link Leaders#margin}; NaN if no row has one
 * @param margins those of each backend of {@link Leaders#margins}
 */
public record RowRange(Leaders leaders, List<GridRow> rows, Span next, Map<String, Span> margins) {
  public RowRange {
    rows = List.copyOf(rows);
    margins = Collections.unmodifiableMap(new LinkedHashMap<>(margins));
  }

  /** From the least to the most. */
  public record Span(double least, double most) {
    static Span of(DoubleSummaryStatistics values) {
      return values.getCount() == 0
          ? new Span(Double.NaN, Double.NaN)
          : new Span(values.getMin(), values.getMax());
    }
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
    Map<String, DoubleSummaryStatistics> margins = new LinkedHashMap<>();
    DoubleSummaryStatistics next = new DoubleSummaryStatistics();
    for (GridRow row : rows) {
      Leaders leaders = analysis.leaders(row);
      next.accept(leaders.margin());
      leaders
          .margins()
          .forEach(
              (backend, margin) ->
                  margins
                      .computeIfAbsent(backend, key -> new DoubleSummaryStatistics())
                      .accept(margin));
    }
    Map<String, Span> spans = new LinkedHashMap<>();
    margins.forEach((backend, ofBackend) -> spans.put(backend, Span.of(ofBackend)));
    return new RowRange(analysis.leaders(rows.get(0)), rows, Span.of(next), spans);
  }

  private static boolean alike(Leaders one, Leaders next) {
    return one.role() == next.role()
        && one.isDecided() == next.isDecided()
        && one.judged() == next.judged()
        && (one.measured() == 1) == (next.measured() == 1)
        && (one.judged()
            ? Set.copyOf(one.backends()).equals(Set.copyOf(next.backends()))
                && one.probablySlower().equals(next.probablySlower())
            : one.backends().get(0).equals(next.backends().get(0)));
  }
}
