package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.PairedRatio;
import io.github.backpropbench.statistics.Ratio;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The mean score of each fork that has one, by cell and round. The fork is the sample: iterations
 * inside one are not independent of each other (Kalibera and Jones, 2013).
 */
public final class ForkMeans {
  private final Map<CellKey, NavigableMap<Integer, Double>> means = new TreeMap<>();
  private final Map<CellKey, Direction> directions = new TreeMap<>();

  public ForkMeans(Collection<Measurement> measurements) {
    for (Measurement fork : measurements) {
      if (fork.isOk()) {
        means
            .computeIfAbsent(fork.cell(), cell -> new TreeMap<>())
            .put(fork.round(), mean(fork.scores()));
        directions.put(fork.cell(), Direction.ofMode(fork.mode()));
      }
    }
  }

  /** The cells of which at least one fork has a score, in their order. */
  public Set<CellKey> cells() {
    return means.keySet();
  }

  /** The means of a cell by round, in the unit of its measurements; empty if it has none. */
  public NavigableMap<Integer, Double> of(CellKey cell) {
    return means.getOrDefault(cell, new TreeMap<>());
  }

  /** Which scores of a cell are better; a time's if it has none. */
  public Direction direction(CellKey cell) {
    return directions.getOrDefault(cell, Direction.SMALLER_IS_BETTER);
  }

  /** Cell by reference, paired by the rounds in which both have a score. */
  public Ratio ratio(CellKey cell, CellKey reference) {
    return logRatio(cell, reference).ratio();
  }

  /** As {@link #ratio}, for a family. */
  LogRatio logRatio(CellKey cell, CellKey reference) {
    Map<Integer, Double> numerators = of(cell);
    Map<Integer, Double> denominators = of(reference);
    Set<Integer> rounds = new TreeSet<>(numerators.keySet());
    rounds.retainAll(denominators.keySet());
    return PairedRatio.of(values(numerators, rounds), values(denominators, rounds));
  }

  private static double[] values(Map<Integer, Double> byRound, Set<Integer> rounds) {
    return rounds.stream().mapToDouble(byRound::get).toArray();
  }

  private static double mean(List<Double> scores) {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
