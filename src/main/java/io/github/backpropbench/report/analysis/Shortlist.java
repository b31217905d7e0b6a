package io.github.backpropbench.report.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.results.CellKey;
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
    Backends backends = run.backends();
    Map<Optional<Role>, List<String>> roles =
        backends.names().stream().collect(groupingBy(backends::role, LinkedHashMap::new, toList()));
    Set<String> best = new LinkedHashSet<>();
    roles
        .values()
        .forEach(
            ofRole -> ranked(run, ofRole, rows).stream().limit(OF_EACH_ROLE).forEach(best::add));
    return best;
  }

  /** Some backends, the best first. */
  public static List<String> ranked(
      MeasuredRun run, Collection<String> backends, Collection<GridRow> rows) {
    Shortlist shortlist = new Shortlist(run);
    rows.forEach(row -> shortlist.count(row, backends));
    Comparator<String> order =
        Comparator.comparing((String backend) -> shortlist.wins.getOrDefault(backend, 0))
            .thenComparing(backend -> shortlist.closeness.getOrDefault(backend, 0.0));
    return backends.stream().sorted(order.reversed()).toList();
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

  private void count(GridRow row, Collection<String> backends) {
    Map<String, Double> times = new LinkedHashMap<>();
    for (String backend : backends) {
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
}
