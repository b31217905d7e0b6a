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
 * A way to summarize the forks of many cells; the product's is one of them.
 *
 * @param name for the table
 * @param score of a fork by its iterations
 * @param ofPairs the trimming of ratios of pairs, by their number
 * @param ofTimes the trimming of a cell's forks, by their number, where two runs are compared
 * @param borrows whether the cells' variances are moderated by each other
 * @param allows whether ratios of two runs allow for what the runs differ by
 */
record SummaryMethod(
    String name,
    ToDoubleFunction<double[]> score,
    IntFunction<Trimming> ofPairs,
    IntFunction<Trimming> ofTimes,
    boolean borrows,
    boolean allows) {

  private static final ToDoubleFunction<double[]> MEAN = new Mean()::evaluate;
  private static final ToDoubleFunction<double[]> MEDIAN = new Median()::evaluate;
  private static final ToDoubleFunction<double[]> SECOND = RobustMinimum::of;
  private static final IntFunction<Trimming> NONE = forks -> new Trimming(0, 0);
  private static final IntFunction<Trimming> SEVENTH = Trimming::bothEnds;
  private static final IntFunction<Trimming> FIFTH = forks -> new Trimming(forks / 5, forks / 5);
  private static final IntFunction<Trimming> HALF = forks -> Trimming.slowerHalf(forks, forks);

  /** What the product does. */
  static final SummaryMethod CHOSEN =
      new SummaryMethod(
          "**second shortest, a seventh of pairs and half of runs trimmed, borrowed**",
          SECOND,
          SEVENTH,
          HALF,
          true,
          true);

  static final List<SummaryMethod> ALL =
      List.of(
          new SummaryMethod("means of the iterations", MEAN, NONE, NONE, false, false),
          new SummaryMethod("medians of the iterations", MEDIAN, NONE, NONE, false, false),
          new SummaryMethod(
              "medians, a seventh of pairs and half of runs trimmed, borrowed",
              MEDIAN,
              SEVENTH,
              HALF,
              true,
              true),
          new SummaryMethod("second shortest of the iterations", SECOND, NONE, NONE, false, false),
          new SummaryMethod("second shortest, a fifth trimmed", SECOND, FIFTH, FIFTH, false, false),
          new SummaryMethod(
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

  /** The ratios of the cells of two runs, candidate by baseline, by Welch's t. */
  List<LogRatio> independent(double[][][] baseline, double[][][] candidate) {
    List<LogSample> before = moderated(samples(baseline));
    List<LogSample> after = moderated(samples(candidate));
    List<LogRatio> ratios = new ArrayList<>();
    for (int cell = 0; cell < baseline.length; cell++) {
      ratios.add(IndependentRatio.of(after.get(cell), before.get(cell)));
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
