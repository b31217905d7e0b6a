package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fastest of the backends of one row; baselines outside of the JVM are none.
 *
 * @param backends the one with the shortest mean time, and those that were not shown to be slower
 *     than it; empty if none has a time
 * @param probablySlower those of them that are slower by the comparison's own interval, but not
 *     shown to be so among all comparisons of the report
 * @param measured the number of backends that have a time
 * @param judged whether there are enough rounds for a verdict on all others
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
        Comparisons.timedCells(run, row).stream()
            .filter(cell -> !run.isBaseline(cell))
            .sorted(Comparator.comparingDouble(cell -> nanoseconds(run, cell)))
            .toList();
    if (byTime.isEmpty()) {
      return new Leaders(List.of(), Set.of(), 0, false, Double.NaN);
    }
    CellKey best = byTime.get(0);
    List<String> leaders = new ArrayList<>(List.of(backend(best)));
    Set<String> probablySlower = new HashSet<>();
    boolean judged = true;
    double margin = Double.NaN;
    for (CellKey other : byTime.subList(1, byTime.size())) {
      Against against = Against.of(comparisons, other, best);
      judged &= against.isJudged();
      if (!against.isSlower()) {
        leaders.add(backend(other));
        if (against.isProbablySlower()) {
          probablySlower.add(backend(other));
        }
      } else if (Double.isNaN(margin)) {
        margin = against.timesAsLong();
      }
    }
    return new Leaders(
        leaders, probablySlower, byTime.size(), judged, leaders.size() == 1 ? margin : Double.NaN);
  }

  private static double nanoseconds(MeasuredRun run, CellKey cell) {
    return run.time(cell).map(OperationTime::nanoseconds).orElse(Double.NaN);
  }

  private static String backend(CellKey cell) {
    return cell.backend();
  }

  /** A comparison of two backends, whichever of them was taken as the reference. */
  private record Against(JudgedContrast contrast, boolean inverted) {

    static Against of(Comparisons comparisons, CellKey other, CellKey best) {
      Optional<JudgedContrast> direct = comparisons.of(Factor.BACKEND, other, best);
      return direct
          .map(contrast -> new Against(contrast, false))
          .orElseGet(
              () -> new Against(comparisons.of(Factor.BACKEND, best, other).orElseThrow(), true));
    }

    boolean isJudged() {
      return contrast.verdict() != Verdict.CANNOT_TELL;
    }

    boolean isSlower() {
      return contrast.verdict() == (inverted ? Verdict.FASTER : Verdict.SLOWER);
    }

    boolean isProbablySlower() {
      return ratio().low() > 1;
    }

    double timesAsLong() {
      return ratio().value();
    }

    private Ratio ratio() {
      return inverted ? contrast.ratio().inverse() : contrast.ratio();
    }
  }
}
