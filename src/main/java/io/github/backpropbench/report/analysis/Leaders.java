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
 * @param backends the one with the shortest mean time, then those that were not shown to be slower
 *     than any other; empty if none has a time
 * @param probablySlower those of them that are probably slower than the first
 * @param measured the number of backends that have a time
 * @param judged whether there are enough rounds for a verdict on every backend
 * @param margin how many times as long the next one takes that is slower, or probably slower; NaN
 *     if there is none
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

  /** Whether one backend is probably the fastest: all that were not shown to be slower are so. */
  public boolean isProbable() {
    return measured > 1 && judged && !isDecided() && close().size() == 1;
  }

  /** Those of the fastest backends between which there is not even a probable difference. */
  public List<String> close() {
    return backends.stream().filter(backend -> !probablySlower.contains(backend)).toList();
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
      boolean isSlower = isSlowerThanAny(other, byTime, comparisons);
      if (!isSlower) {
        leaders.add(other.backend());
      }
      if (!isSlower && against.isProbable()) {
        probablySlower.add(other.backend());
      }
      if (Double.isNaN(margin) && (isSlower || against.isProbable())) {
        margin = against.ratio().value();
      }
    }
    return new Leaders(leaders, probablySlower, byTime.size(), judged, margin);
  }

  private static boolean isSlowerThanAny(CellKey cell, List<CellKey> row, Comparisons comparisons) {
    return row.stream()
        .filter(other -> !other.equals(cell))
        .flatMap(other -> comparisons.of(Factor.BACKEND, cell, other).stream())
        .anyMatch(against -> against.verdict() == Verdict.SLOWER);
  }

  private static double nanoseconds(MeasuredRun run, CellKey cell) {
    return run.time(cell).map(OperationTime::nanoseconds).orElse(Double.NaN);
  }
}
