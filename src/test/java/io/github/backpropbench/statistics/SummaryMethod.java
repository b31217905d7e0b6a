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
 * A way to compare many cells of two runs by at least fourteen forks; the product's is one of them.
 *
 * @param name for the table
 * @param score of a fork by its iterations
 * @param ofTimes the trimming of a cell's forks, by their number, where two runs are compared
 * @param borrows whether the cells' variances are moderated by each other
 * @param allows whether ratios of two runs allow for what the runs differ by
 */
record SummaryMethod(
    String name,
    ToDoubleFunction<double[]> score,
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
      new SummaryMethod("**second shortest, half trimmed, borrowed**", SECOND, HALF, true, true);

  static final List<SummaryMethod> ALL =
      List.of(
          new SummaryMethod("means of the iterations", MEAN, NONE, false, false),
          new SummaryMethod("medians of the iterations", MEDIAN, NONE, false, false),
          new SummaryMethod("medians, half trimmed, borrowed", MEDIAN, HALF, true, true),
          new SummaryMethod("second shortest of the iterations", SECOND, NONE, false, false),
          new SummaryMethod("second shortest, a fifth trimmed", SECOND, FIFTH, false, false),
          new SummaryMethod(
              "second shortest, a seventh trimmed, borrowed", SECOND, SEVENTH, true, true),
          CHOSEN);

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
}
