package io.github.backpropbench.results;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run measures: in each round, every cell in one fork; after the rounds, what the effort
 * asks for.
 *
 * @param profile the name of the profile, or what the user gave in place of one
 * @param seed of the order of the cells in each round
 * @param rounds the number of rounds that measure all cells
 * @param cells in the order of the plan, not of their measurement
 * @param jvmArguments what is added to the JVM of each fork
 * @param effort what follows the rounds
 */
public record Plan(
    String profile,
    long seed,
    int rounds,
    List<PlannedCell> cells,
    List<String> jvmArguments,
    Effort effort) {
  public Plan {
    cells = List.copyOf(cells);
    jvmArguments = List.copyOf(jvmArguments);
  }

  /** A plan of its rounds and nothing more. */
  public Plan(
      String profile, long seed, int rounds, List<PlannedCell> cells, List<String> jvmArguments) {
    this(profile, seed, rounds, cells, jvmArguments, Effort.FIXED);
  }

  /** This plan with another effort. */
  public Plan with(Effort other) {
    return new Plan(profile, seed, rounds, cells, jvmArguments, other);
  }

  /** This plan with some of its cells only. */
  public Plan only(Collection<CellKey> some) {
    Set<CellKey> kept = new HashSet<>(some);
    List<PlannedCell> left =
        cells.stream().filter(planned -> kept.contains(planned.cell())).toList();
    return new Plan(profile, seed, rounds, left, jvmArguments, effort);
  }

  /** The backends of the cells, each once, in the order of the plan. */
  public List<String> backends() {
    return valuesOf(Factor.BACKEND);
  }

  /** The values of a factor, each once, in the order of the plan. */
  public List<String> valuesOf(Factor factor) {
    return cells.stream()
        .map(planned -> planned.cell().value(factor))
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  /** The number of measurements in the rounds: all of a complete run, unless it is adaptive. */
  public int forks() {
    return Math.multiplyExact(rounds, cells.size());
  }
}
