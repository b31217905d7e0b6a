package io.github.backpropbench.report.analysis;

import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The backends that matter most where there is no room for all: the best of each role in some rows.
 * The best is the one with the shortest time in most of the rows; of equal ones, the one that comes
 * closest to it in the others.
 */
public final class Shortlist {
  /** How many of each role. */
  public static final int OF_EACH_ROLE = 3;

  /** With at most as many backends, tables and charts show them all. */
  private static final int ROOM = 7;

  private final MeasuredRun run;
  private final Map<String, Integer> wins = new HashMap<>();
  private final Map<String, Double> closeness = new HashMap<>();

  private Shortlist(MeasuredRun run) {
    this.run = run;
  }

  /** The best of each role, and of the baselines outside the JVM. */
  public static Set<String> best(MeasuredRun run, Collection<GridRow> rows) {
    Shortlist shortlist = new Shortlist(run);
    Map<Optional<Role>, List<String>> roles = new LinkedHashMap<>();
    for (String backend : run.backends().names()) {
      roles.merge(run.backends().role(backend), List.of(backend), Shortlist::joined);
    }
    rows.forEach(row -> roles.values().forEach(ofRole -> shortlist.count(row, ofRole)));
    Set<String> best = new LinkedHashSet<>();
    roles.values().forEach(ofRole -> best.addAll(shortlist.best(ofRole)));
    return best;
  }

  /**
   * Those of some backends that are shown first: all of them where there is room, else the best and
   * the one that the others are compared with. Baselines outside the JVM were asked for one by one,
   * and take no room away.
   */
  public static List<String> shown(
      MeasuredRun run, List<String> backends, Collection<GridRow> rows) {
    long inJvm = backends.stream().filter(name -> run.backends().role(name).isPresent()).count();
    if (inJvm <= ROOM) {
      return List.copyOf(backends);
    }
    Set<String> best = best(run, rows);
    best.add(run.backends().baseline());
    return backends.stream().filter(best::contains).toList();
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private void count(GridRow row, List<String> ofRole) {
    Map<String, Double> times = new LinkedHashMap<>();
    for (String backend : ofRole) {
      Optional<CellKey> cell = row.cell(backend);
      cell.flatMap(run::time).ifPresent(time -> times.put(backend, time.nanoseconds()));
    }
    double shortest = times.values().stream().mapToDouble(time -> time).min().orElse(Double.NaN);
    times.forEach(
        (backend, time) -> {
          wins.merge(backend, time == shortest ? 1 : 0, Integer::sum);
          closeness.merge(backend, shortest / time, Double::sum);
        });
  }

  private List<String> best(List<String> ofRole) {
    Comparator<String> byWins = Comparator.comparing(backend -> wins.getOrDefault(backend, 0));
    Comparator<String> order =
        byWins.thenComparing(backend -> closeness.getOrDefault(backend, 0.0)).reversed();
    return ofRole.stream().sorted(order).limit(OF_EACH_ROLE).toList();
  }
}
