package io.github.backpropbench.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * A way to sum up the forks of many cells, of which the product's is one.
 *
 * @param name for the table
 * @param score of a fork by its iterations
 * @param ofPairs how many of so many ratios of pairs are trimmed
 * @param ofTimes how many of so many forks of a cell are trimmed where two runs are compared
 * @param borrows whether the cells' variances are moderated by each other
 * @param allows whether ratios of two runs allow for what the runs differ by
 */
record Candidate(
    String name,
    ToDoubleFunction<double[]> score,
    IntFunction<Trimming> ofPairs,
    IntFunction<Trimming> ofTimes,
    boolean borrows,
    boolean allows) {

  private static final ToDoubleFunction<double[]> MEAN = new Mean()::evaluate;
  private static final ToDoubleFunction<double[]> MEDIAN = new Median()::evaluate;
  private static final ToDoubleFunction<double[]> SECOND = Undisturbed::time;
  private static final IntFunction<Trimming> NONE = forks -> new Trimming(0, 0);
  private static final IntFunction<Trimming> SEVENTH = Trimming::bothEnds;
  private static final IntFunction<Trimming> FIFTH = forks -> new Trimming(forks / 5, forks / 5);
  private static final IntFunction<Trimming> HALF = forks -> Trimming.slowerHalf(forks, forks);

  /** What the product does. */
  static final Candidate CHOSEN =
      new Candidate(
          "**second shortest, a seventh of pairs and half of runs trimmed, borrowed**",
          SECOND,
          SEVENTH,
          HALF,
          true,
          true);

  static final List<Candidate> ALL =
      List.of(
          new Candidate("means of the iterations", MEAN, NONE, NONE, false, false),
          new Candidate("medians of the iterations", MEDIAN, NONE, NONE, false, false),
          new Candidate(
              "medians, a seventh of pairs and half of runs trimmed, borrowed",
              MEDIAN,
              SEVENTH,
              HALF,
              true,
              true),
          new Candidate("second shortest of the iterations", SECOND, NONE, NONE, false, false),
          new Candidate("second shortest, a fifth trimmed", SECOND, FIFTH, FIFTH, false, false),
          new Candidate(
              "second shortest, a seventh trimmed, borrowed", SECOND, SEVENTH, SEVENTH, true, true),
          CHOSEN);

  /** The ratios of cells that were measured in the same rounds: t of the pairs. */
  List<LogRatio> paired(double[][][] numerators, double[][][] denominators) {
    List<LogSample> samples = new ArrayList<>();
    for (int cell = 0; cell < numerators.length; cell++) {
      double[] logs = logs(numerators[cell]);
      double[] others = logs(denominators[cell]);
      Arrays.setAll(logs, i -> logs[i] - others[i]);
      samples.add(LogSample.ofLogs(ofPairs.apply(logs.length), logs));
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
    Trimming trimming = ofTimes.apply(run[0].length);
    RoundEffects rounds = allows ? roundsOf(run).under(trimming) : RoundEffects.NONE;
    return Arrays.stream(run)
        .map(forks -> LogSample.of(trimming, rounds.without(byRound(forks))))
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
