package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fastest backends of one row: of the libraries or, if none of them has a time, of the engines,
 * else of the yardsticks. Baselines outside the JVM do not take part.
 *
 * @param role whose fastest they are
 * @param backends the one with the shortest mean time, then those that were not shown to be slower
 *     than any other; empty if none has a time
 * @param probablySlower those of them that are probably slower than the first
 * @param measured the number of backends of that role that have a time
 * @param judged whether there are enough rounds for a verdict on each of them
 * @param margins how many times as long as the first one each backend takes that is slower, or
 *     probably slower, from the fastest of them
 * @param yardsticks those beside the fastest, from the fastest; none beside other yardsticks
 * @param engines those beside libraries, from the fastest
 */
public record Leaders(
    Role role,
    List<String> backends,
    Set<String> probablySlower,
    int measured,
    boolean judged,
    Map<String, Double> margins,
    List<Beside> yardsticks,
    List<Beside> engines) {
  public Leaders {
    backends = List.copyOf(backends);
    probablySlower = Set.copyOf(probablySlower);
    margins = Collections.unmodifiableMap(new LinkedHashMap<>(margins));
    yardsticks = List.copyOf(yardsticks);
    engines = List.copyOf(engines);
  }

  /** How many times as long the next one takes; NaN if there is none. */
  public double margin() {
    return margins.values().stream().findFirst().orElse(Double.NaN);
  }

  /** Whether one backend was shown to be faster than all others of its role. */
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
    Role role =
        Backends.ROLES.stream()
            .filter(one -> !byTime(run, row, one).isEmpty())
            .findFirst()
            .orElse(Role.YARDSTICK);
    List<CellKey> fastest = byTime(run, row, role);
    return among(
        role,
        fastest,
        beside(run, comparisons, row, role, Role.YARDSTICK),
        beside(run, comparisons, row, role, Role.ENGINE),
        comparisons);
  }

  /** Those of another role, compared with the fastest of all. */
  private static List<Beside> beside(
      MeasuredRun run, Comparisons comparisons, GridRow row, Role role, Role other) {
    return role == other
        ? List.of()
        : byTime(run, row, other).stream()
            .map(
                cell ->
                    Beside.of(
                        cell.backend(), against(comparisons, cell, byTime(run, row, role).get(0))))
            .toList();
  }

  /** The cells of a row that have a time, from the fastest. */
  private static List<CellKey> byTime(MeasuredRun run, GridRow row, Role role) {
    return run.backends().names(role).stream()
        .flatMap(backend -> row.cell(backend).stream())
        .filter(cell -> run.time(cell).isPresent() && !run.isBaseline(cell))
        .sorted(Comparator.comparingDouble(cell -> nanoseconds(run, cell)))
        .toList();
  }

  private static Leaders among(
      Role role,
      List<CellKey> byTime,
      List<Beside> yardsticks,
      List<Beside> engines,
      Comparisons comparisons) {
    List<String> leaders = new ArrayList<>();
    Set<String> probablySlower = new HashSet<>();
    Map<String, Double> margins = new LinkedHashMap<>();
    boolean judged = !byTime.isEmpty();
    for (CellKey cell : byTime) {
      if (leaders.isEmpty()) {
        leaders.add(cell.backend());
        continue;
      }
      JudgedContrast against = against(comparisons, cell, byTime.get(0));
      judged &= against.verdict() != Verdict.CANNOT_TELL;
      boolean isSlower = isSlowerThanAny(cell, byTime, comparisons);
      if (!isSlower) {
        leaders.add(cell.backend());
      }
      if (!isSlower && against.isProbable()) {
        probablySlower.add(cell.backend());
      }
      if (isSlower || against.isProbable()) {
        margins.put(cell.backend(), against.ratio().value());
      }
    }
    return new Leaders(
        role, leaders, probablySlower, byTime.size(), judged, margins, yardsticks, engines);
  }

  private static JudgedContrast against(Comparisons comparisons, CellKey cell, CellKey reference) {
    return comparisons.of(Factor.BACKEND, cell, reference).orElseThrow();
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
