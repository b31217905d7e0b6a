package io.github.backpropbench.comparison;

import io.github.backpropbench.results.JmhResult;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.PairedRatio;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.RoundEffects;
import io.github.backpropbench.statistics.Trimming;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one side of a comparison found about a subject.
 *
 * @param unit of the scores, such as {@code ns/op}
 * @param mean JMH's score: over all iterations of all forks
 * @param scores of the forks, by round, or by the fork's number where there were no rounds
 * @param flags what a reader should know about them
 */
public record SubjectResult(
    Subject subject, String unit, double mean, SortedMap<Integer, Double> scores, CellFlags flags) {
  public SubjectResult {
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }

  /** Of the forks of one cell of a run, of which at least one has scores. */
  static SubjectResult of(Collection<Measurement> forks) {
    SortedMap<Integer, List<Double>> iterations = new TreeMap<>();
    Measurement any = null;
    for (Measurement fork : forks) {
      if (fork.isOk()) {
        iterations.put(fork.round(), fork.scores());
        any = fork;
      }
    }
    if (any == null) {
      throw new IllegalArgumentException("no fork has a score");
    }
    double mean =
        iterations.values().stream()
            .flatMap(List::stream)
            .mapToDouble(score -> score)
            .average()
            .orElseThrow();
    Subject subject = new Subject(any.cell(), any.mode(), any.threads());
    return of(subject, any.unit(), mean, iterations);
  }

  static SubjectResult of(JmhResult result) {
    SortedMap<Integer, List<Double>> iterations = new TreeMap<>();
    for (List<Double> fork : result.forks()) {
      iterations.put(iterations.size() + 1, fork);
    }
    Subject subject = new Subject(result.cell(), result.mode(), result.threads());
    return of(subject, result.unit(), result.score(), iterations);
  }

  private static SubjectResult of(
      Subject subject, String unit, double mean, SortedMap<Integer, List<Double>> iterations) {
    // A result of an unknown mode is refused later; until then it needs some score.
    Direction direction =
        Direction.isMode(subject.mode())
            ? Direction.ofMode(subject.mode())
            : Direction.SMALLER_IS_BETTER;
    SortedMap<Integer, Double> scores = new TreeMap<>();
    iterations.forEach((fork, values) -> scores.put(fork, ForkScore.of(values, direction)));
    CellFlags flags = CellFlags.of(iterations.values(), scores.values(), direction);
    return new SubjectResult(subject, unit, mean, scores, flags);
  }

  /**
   * The geometric mean of the forks with its 95 % interval, as in a run's own report; JMH's score
   * without one if its forks cannot be used.
   */
  public Ratio score() {
    if (!unusable().isEmpty()) {
      return new Ratio(mean, 0, Double.POSITIVE_INFINITY, Double.NaN, 0);
    }
    double[] values = scores.values().stream().mapToDouble(score -> score).toArray();
    return PairedRatio.of(LogSample.of(values)).ratio();
  }

  /** Why no ratio can be made of the scores; empty if one can. */
  String unusable() {
    if (scores.isEmpty()) {
      return "there is no raw data, so its forks are unknown";
    }
    boolean positive = scores.values().stream().allMatch(s -> s > 0 && Double.isFinite(s));
    return positive ? "" : "a score is not a positive number";
  }

  /** This result as that of another subject. */
  SubjectResult of(Subject other) {
    return new SubjectResult(other, unit, mean, scores, flags);
  }

  /**
   * The scores of the forks, summed up, without what their rounds had in common.
   *
   * @param least how many forks there are on that side of the comparison that has fewer
   */
  LogSample sample(RoundEffects rounds, int least) {
    Trimming ofTimes = Trimming.slowerHalf(scores.size(), least);
    Trimming trimming =
        Direction.ofMode(subject.mode()) == Direction.SMALLER_IS_BETTER
            ? ofTimes
            : ofTimes.inverse();
    return LogSample.of(trimming, rounds.under(trimming).without(scores));
  }
}
