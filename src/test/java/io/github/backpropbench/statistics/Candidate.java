package io.github.backpropbench.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * A way to sum up the forks of many cells, of which the product's is one.
 *
 * @param name for the table
 * @param score of a fork by its iterations
 * @param trimmed how many of so many forks are trimmed at each end
 * @param borrows whether the cells' variances are moderated by each other
 * @param allows whether ratios of two runs allow for what the runs differ by
 */
record Candidate(
    String name,
    ToDoubleFunction<double[]> score,
    IntUnaryOperator trimmed,
    boolean borrows,
    boolean allows) {

  private static final ToDoubleFunction<double[]> MEAN = new Mean()::evaluate;
  private static final ToDoubleFunction<double[]> MEDIAN = new Median()::evaluate;
  private static final IntUnaryOperator NONE = forks -> 0;
  private static final IntUnaryOperator SEVENTH = forks -> forks / 7;
  private static final IntUnaryOperator FIFTH = forks -> forks / 5;

  /** What the product does. */
  static final Candidate CHOSEN =
      new Candidate("**medians, a seventh trimmed, borrowed**", MEDIAN, SEVENTH, true, true);

  static final List<Candidate> ALL =
      List.of(
          new Candidate("means of the iterations", MEAN, NONE, false, false),
          new Candidate("medians of the iterations", MEDIAN, NONE, false, false),
          new Candidate("medians, a seventh trimmed", MEDIAN, SEVENTH, false, false),
          new Candidate("medians, a fifth trimmed", MEDIAN, FIFTH, false, false),
          new Candidate("medians, a fifth trimmed, borrowed", MEDIAN, FIFTH, true, true),
          CHOSEN);

  /** The ratios of cells that were measured in the same rounds: t of the pairs. */
  List<LogRatio> paired(double[][][] numerators, double[][][] denominators) {
    List<LogSample> samples = new ArrayList<>();
    for (int cell = 0; cell < numerators.length; cell++) {
      double[] logs = logs(numerators[cell]);
      double[] others = logs(denominators[cell]);
      Arrays.setAll(logs, i -> logs[i] - others[i]);
      samples.add(LogSample.ofLogs(logs, trimmed.applyAsInt(logs.length)));
    }
    return moderated(samples).stream().map(PairedRatio::of).toList();
  }

  /** The ratios of the cells of two runs, new by old: Welch's t. */
  List<LogRatio> independent(double[][][] old, double[][][] young) {
    List<LogSample> then = moderated(samples(old));
    List<LogSample> now = moderated(samples(young));
    List<LogRatio> ratios = new ArrayList<>();
    for (int cell = 0; cell < old.length; cell++) {
      ratios.add(IndependentRatio.of(now.get(cell), then.get(cell)));
    }
    return ratios;
  }

  private List<LogSample> samples(double[][][] run) {
    RoundEffects rounds = allows ? roundsOf(run) : RoundEffects.NONE;
    return Arrays.stream(run)
        .map(forks -> Arrays.stream(rounds.without(byRound(forks))).map(Math::log).toArray())
        .map(logs -> LogSample.ofLogs(logs, trimmed.applyAsInt(logs.length)))
        .toList();
  }

  /** What the rounds of a run have in common. */
  RoundEffects roundsOf(double[][][] run) {
    return RoundEffects.of(Arrays.stream(run).map(this::byRound).toList());
  }

  private Map<Integer, Double> byRound(double[][] forks) {
    Map<Integer, Double> byRound = new TreeMap<>();
    for (int round = 0; round < forks.length; round++) {
      byRound.put(round, score.applyAsDouble(forks[round]));
    }
    return byRound;
  }

  private List<LogSample> moderated(List<LogSample> samples) {
    VariancePrior prior = borrows ? VariancePrior.of(samples) : VariancePrior.NONE;
    return samples.stream().map(prior::moderate).toList();
  }

  private double[] logs(double[][] forks) {
    return Arrays.stream(forks).mapToDouble(score).map(Math::log).toArray();
  }
}
