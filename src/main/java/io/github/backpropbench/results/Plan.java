package io.github.backpropbench.results;

import java.util.List;

/**
 * What a run measures: each cell once a round, a fork each.
 *
 * @param profile the name of the profile, or what the user gave in place of one
 * @param seed of the order of the cells in each round
 * @param rounds the number of rounds, which is the number of forks of each cell
 * @param cells in the order of the plan, not of their measurement
 * @param jvmArguments what is added to the JVM of each fork
 */
public record Plan(
    String profile, long seed, int rounds, List<PlannedCell> cells, List<String> jvmArguments) {
  public Plan {
    cells = List.copyOf(cells);
    jvmArguments = List.copyOf(jvmArguments);
  }

  /** The backends of the cells, each once, in the order of the plan. */
  public List<String> backends() {
    return valuesOf("backend");
  }

  /** The values of a factor, each once, in the order of the plan. */
  public List<String> valuesOf(String factor) {
    return cells.stream()
        .map(planned -> planned.cell().parameter(factor))
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  /** The number of measurements of a complete run. */
  public int forks() {
    return Math.multiplyExact(rounds, cells.size());
  }
}
