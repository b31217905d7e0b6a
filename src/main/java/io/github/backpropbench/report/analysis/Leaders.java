package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fastest backends of one row. Baselines outside the JVM do not take part.
 *
 * @param backends the one with the shortest mean time, then those that were not shown to be slower;
 *     empty if none has a time
 * @param probablySlower those of them that are slower by the comparison's own interval, but were
 *     not shown to be so among all comparisons of the report
 * @param measured the number of backends that have a time
 * @param judged whether there are enough rounds for a verdict on every backend
 * @param margin how many times as long the next one takes; NaN unless there is one leader, shown to
 *     be faster than at least one other
 */
public record Leaders(
    List<String> backends,
    Set<String> probablySlower,
    int measured,
    boolean judged,
    double margin) {
  public Leaders {
    backends = List.copyOf(backends);
    probablySlower = Set.copyOf(probablySlower);
  }

  /** Whether one backend was shown to be faster than all others. */
  public boolean isDecided() {
    return measured > 1 && judged && backends.size() == 1;
  }

  static Leaders of(MeasuredRun run, Comparisons comparisons, GridRow row) {
    List<CellKey> byTime =
        run.backends().names().stream()
            .flatMap(backend -> row.cell(backend).stream())
            .filter(cell -> run.time(cell).isPresent() && !run.isBaseline(cell))
            .sorted(Comparator.comparingDouble(cell -> nanoseconds(run, cell)))
            .toList();
    if (byTime.isEmpty()) {
      return new Leaders(List.of(), Set.of(), 0, false, Double.NaN);
    }
    CellKey best = byTime.get(0);
    List<String> leaders = new ArrayList<>(List.of(best.backend()));
    Set<String> probablySlower = new HashSet<>();
    boolean judged = true;
    double margin = Double.NaN;
    for (CellKey other : byTime.subList(1, byTime.size())) {
      JudgedContrast against = comparisons.of(Factor.BACKEND, other, best).orElseThrow();
      judged &= against.verdict() != Verdict.CANNOT_TELL;
      if (against.verdict() != Verdict.SLOWER) {
        leaders.add(other.backend());
        if (against.ratio().low() > 1) {
          probablySlower.add(other.backend());
        }
      } else if (Double.isNaN(margin)) {
        margin = against.ratio().value();
      }
    }
    return new Leaders(
        leaders, probablySlower, byTime.size(), judged, leaders.size() == 1 ? margin : Double.NaN);
  }

  private static double nanoseconds(MeasuredRun run, CellKey cell) {
    return run.time(cell).map(OperationTime::nanoseconds).orElse(Double.NaN);
  }
}
