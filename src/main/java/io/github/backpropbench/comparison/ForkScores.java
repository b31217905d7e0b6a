package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.RoundEffects;
import io.github.backpropbench.statistics.Trimming;
import io.github.backpropbench.statistics.VariancePrior;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  /** The degrees of freedom that each cell's variance borrows from those of the others. */
  private static final double BORROWED = 4;

  private final Map<CellKey, NavigableMap<Integer, Double>> scores = new HashMap<>();
  private final Map<CellKey, Direction> directions = new HashMap<>();
  private final Set<CellKey> apart = new HashSet<>();
  private final Set<CellKey> cells;

  private final boolean hasRounds;

  /** What the cells of each round have in common. */
  private final RoundEffects rounds;

  private final VariancePrior prior;
  private final VariancePrior priorWithRounds;

  public ForkScores(Collection<Measurement> measurements) {
    this(measurements, Set.of());
  }

  /** The forks of a run, some of whose cells were measured apart. */
  ForkScores(Collection<Measurement> measurements, Set<CellKey> apart) {
    this(measurements, apart, true);
  }

  /**
   * @param apart cells that were measured in rounds of their own, not in those of the others
   * @param hasRounds whether all forks of a round were measured at the same time, as in a run; the
   *     forks of JMH's files are only numbered
   */
  public ForkScores(Collection<Measurement> measurements, Set<CellKey> apart, boolean hasRounds) {
    this.hasRounds = hasRounds;
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
    rounds =
        hasRounds
            ? RoundEffects.of(
                cells.stream().filter(cell -> !apart.contains(cell)).map(this::of).toList())
            : RoundEffects.NONE;
    prior = prior(cells.stream().map(this::withoutRounds).toList());
    priorWithRounds = prior(cells.stream().map(this::asMeasured).toList());
  }

  /** What the cells of a run say about the variance of each other's forks. */
  static VariancePrior prior(List<LogSample> cells) {
    return VariancePrior.pooled(cells, BORROWED);
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

  /** Whether two cells were measured in the same rounds. */
  boolean areSideBySide(CellKey cell, CellKey reference) {
    return apart.contains(cell) == apart.contains(reference);
  }

  /**
   * Whether what the cells of each round have in common is known, and removed from a cell's {@link
   * #sample}, or there is no such thing. Otherwise only {@link #pairs} cancel it.
   */
  boolean isRidOfRounds(CellKey cell) {
    return !hasRounds
        || (cells.size() - apart.size() >= VariancePrior.LEAST_SAMPLES && !apart.contains(cell));
  }

  /** The ratios of the scores of two cells in each round in which both have one. */
  LogSample pairs(CellKey cell, CellKey reference) {
    Map<Integer, Double> numerators = of(cell);
    Map<Integer, Double> denominators = of(reference);
    return LogSample.of(
        numerators.keySet().stream()
            .filter(denominators::containsKey)
            .mapToDouble(
                round ->
                    numerators.getOrDefault(round, Double.NaN)
                        / denominators.getOrDefault(round, Double.NaN))
            .toArray());
  }

  /** The forks of one cell, for ratios: without what the cells of each round have in common. */
  LogSample sample(CellKey cell) {
    return prior.moderate(withoutRounds(cell));
  }

  /** The geometric mean of a cell's forks in their unit, with its interval. */
  public Ratio score(CellKey cell) {
    return priorWithRounds.moderate(asMeasured(cell)).estimate().ratio();
  }

  private LogSample withoutRounds(CellKey cell) {
    RoundEffects common = apart.contains(cell) ? RoundEffects.NONE : rounds;
    return LogSample.of(Trimming.NONE, common.without(of(cell)));
  }

  private LogSample asMeasured(CellKey cell) {
    return LogSample.of(Trimming.NONE, RoundEffects.NONE.without(of(cell)));
  }
}
