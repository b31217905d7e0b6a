package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.PairedRatio;
import io.github.backpropbench.statistics.Ratio;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The {@link ForkScore} of each fork that has one, by cell and round. The fork is the sample:
 * iterations inside one are not independent of each other (Kalibera and Jones, 2013).
 */
public final class ForkScores {
  private final Map<CellKey, NavigableMap<Integer, Double>> scores = new HashMap<>();
  private final Map<CellKey, Direction> directions = new HashMap<>();
  private final Set<CellKey> apart = new HashSet<>();
  private final Set<CellKey> cells;

  public ForkScores(Collection<Measurement> measurements) {
    this(measurements, Set.of());
  }

  /**
   * @param apart cells that were measured in rounds of their own, not in those of the others
   */
  public ForkScores(Collection<Measurement> measurements, Set<CellKey> apart) {
    this.apart.addAll(apart);
    for (Measurement fork : measurements) {
      if (fork.isOk()) {
        Direction direction = Direction.ofMode(fork.mode());
        scores
            .computeIfAbsent(fork.cell(), cell -> new TreeMap<>())
            .put(fork.round(), ForkScore.of(fork.scores(), direction));
        directions.put(fork.cell(), direction);
      }
    }
    cells = Collections.unmodifiableSet(new TreeSet<>(scores.keySet()));
  }

  /** The cells with at least one fork that has a score, in their order. */
  public Set<CellKey> cells() {
    return cells;
  }

  /** The scores of a cell by round, in the unit of its measurements; empty if there are none. */
  public NavigableMap<Integer, Double> of(CellKey cell) {
    return scores.getOrDefault(cell, new TreeMap<>());
  }

  /** Which scores of a cell are better; smaller ones if it has none. */
  public Direction direction(CellKey cell) {
    return directions.getOrDefault(cell, Direction.SMALLER_IS_BETTER);
  }

  /**
   * Cell divided by reference, paired by the rounds in which both have a score, with the interval
   * of this pair alone; for a report, {@link JudgedContrast#family} computes the interval.
   */
  public Ratio ratio(CellKey cell, CellKey reference) {
    return PairedRatio.of(pairs(cell, reference)).ratio();
  }

  /** Whether two cells were measured in the same rounds. */
  boolean areSideBySide(CellKey cell, CellKey reference) {
    return apart.contains(cell) == apart.contains(reference);
  }

  /** The forks of one cell. */
  LogSample sample(CellKey cell) {
    return LogSample.of(values(of(cell), of(cell).keySet()));
  }

  /** The ratios of the two scores in each round in which both have one. */
  LogSample pairs(CellKey cell, CellKey reference) {
    Map<Integer, Double> numerators = of(cell);
    Map<Integer, Double> denominators = of(reference);
    Set<Integer> rounds = new TreeSet<>(numerators.keySet());
    rounds.retainAll(denominators.keySet());
    return PairedRatio.sample(values(numerators, rounds), values(denominators, rounds));
  }

  /** The geometric mean of a cell's forks in their unit, with its interval. */
  public Ratio score(CellKey cell) {
    return PairedRatio.of(sample(cell)).ratio();
  }

  private static double[] values(Map<Integer, Double> byRound, Set<Integer> rounds) {
    return rounds.stream().mapToDouble(byRound::get).toArray();
  }
}
