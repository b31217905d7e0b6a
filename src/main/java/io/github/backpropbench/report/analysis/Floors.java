package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.ForkScores;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What is possible in each row of a grid: the best floor, the fastest of the baselines outside the
 * JVM that were measured there, and how far from it others are.
 */
public final class Floors {
  private final MeasuredRun run;
  private final ForkScores sideBySide;

  private Floors(MeasuredRun run) {
    this.run = run;
    sideBySide =
        new ForkScores(
            run.results().sideBySide().stream()
                .filter(Measurement::isOk)
                .flatMap(fork -> MeasuredRun.inNanoseconds(fork).stream())
                .toList(),
            Set.of(),
            false);
  }

  static Floors of(MeasuredRun run) {
    return new Floors(run);
  }

  /** Whether some cells were measured in rounds together with the baselines. */
  public boolean areSideBySide() {
    return !sideBySide.cells().isEmpty();
  }

  /** The fastest baseline of a row; empty if none has a time there. */
  public Optional<CellKey> best(GridRow row) {
    return row.byBackend().values().stream()
        .filter(run::isBaseline)
        .filter(cell -> run.time(cell).isPresent())
        .min(Comparator.comparingDouble(this::nanoseconds).thenComparing(CellKey::backend));
  }

  /**
   * How many times as long as its floor a cell takes: in the rounds in which both were measured, or
   * else by the run's own rounds, and the baselines'; empty if it has no time.
   */
  public OptionalDouble multiple(CellKey cell, CellKey floor) {
    Map<Integer, Double> floors = sideBySide.of(floor);
    OptionalDouble logarithm =
        sideBySide.of(cell).entrySet().stream()
            .filter(fork -> floors.containsKey(fork.getKey()))
            .mapToDouble(
                fork -> Math.log(fork.getValue() / floors.getOrDefault(fork.getKey(), Double.NaN)))
            .average();
    if (logarithm.isPresent()) {
      return OptionalDouble.of(Math.exp(logarithm.getAsDouble()));
    }
    double multiple = nanoseconds(cell) / nanoseconds(floor);
    return Double.isNaN(multiple) ? OptionalDouble.empty() : OptionalDouble.of(multiple);
  }

  private double nanoseconds(CellKey cell) {
    return run.time(cell).map(OperationTime::nanoseconds).orElse(Double.NaN);
  }
}
