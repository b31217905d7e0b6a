package io.github.backpropbench.report.analysis;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Set;

/**
 * Neighbouring rows of a group with the same fastest backends.
 *
 * @param leaders those of its first row
 * @param rows at least one, in the order of the grid
 * @param leastMargin of the rows' leaders over the next; infinite if no row has a margin
 * @param mostMargin likewise; minus infinity if no row has a margin
 */
public record Regime(Leaders leaders, List<GridRow> rows, double leastMargin, double mostMargin) {
  public Regime {
    rows = List.copyOf(rows);
  }

  /** The rows of one group, cut where the fastest backends change. */
  static List<Regime> of(RunAnalysis analysis, List<GridRow> rows) {
    List<Regime> regimes = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size()
          || !alike(analysis.leaders(rows.get(i - 1)), analysis.leaders(rows.get(i)))) {
        regimes.add(regime(analysis, rows.subList(first, i)));
        first = i;
      }
    }
    return regimes;
  }

  private static Regime regime(RunAnalysis analysis, List<GridRow> rows) {
    DoubleSummaryStatistics margins =
        rows.stream().mapToDouble(row -> analysis.leaders(row).margin()).summaryStatistics();
    return new Regime(analysis.leaders(rows.get(0)), rows, margins.getMin(), margins.getMax());
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
