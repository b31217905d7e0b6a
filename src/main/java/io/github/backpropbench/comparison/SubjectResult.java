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
 * What one side of a comparison measured for a subject.
 *
 * @param unit of the scores, such as {@code ns/op}
 * @param mean JMH's score: over all iterations of all forks
 * @param scores of the forks, by round, or by the fork's number where there were no rounds
 * @param flags what a reader should know about the forks
 */
public record SubjectResult(
    Subject subject, String unit, double mean, SortedMap<Integer, Double> scores, CellFlags flags) {
  public SubjectResult {
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }

  /** The result of the forks of one cell of a run, at least one of which has scores. */
  static SubjectResult of(Collection<Measurement> forks) {
    SortedMap<Integer, List<Double>> iterations = new TreeMap<>();
    Measurement measured = null;
    for (Measurement fork : forks) {
      if (fork.isOk()) {
        iterations.put(fork.round(), fork.scores());
        measured = fork;
      }
    }
    if (measured == null) {
      throw new IllegalArgumentException("no fork has a score");
    }
    double mean =
        iterations.values().stream()
            .flatMap(List::stream)
            .mapToDouble(score -> score)
            .average()
            .orElseThrow();
    Subject subject = new Subject(measured.cell(), measured.mode(), measured.threads());
    return of(subject, measured.unit(), mean, iterations);
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
    // A result of an unknown mode is refused later; until then it needs some direction.
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
   * The geometric mean of the forks with its 95 % interval, as in a run's own report; JMH's score,
   * without an interval, if the forks cannot be used.
   */
  public Ratio score() {
    if (!unusable().isEmpty()) {
      return new Ratio(mean, 0, Double.POSITIVE_INFINITY, Double.NaN, 0);
    }
    double[] values = scores.values().stream().mapToDouble(score -> score).toArray();
    return PairedRatio.of(LogSample.of(values)).ratio();
  }

  /** Why no ratio can be computed from the scores; empty if one can. */
  String unusable() {
    if (scores.isEmpty()) {
      return "it has no raw data, so its forks are unknown";
    }
    boolean positive = scores.values().stream().allMatch(s -> s > 0 && Double.isFinite(s));
    return positive ? "" : "a score is not a positive number";
  }

  /** This result, assigned to another subject. */
  SubjectResult of(Subject other) {
    return new SubjectResult(other, unit, mean, scores, flags);
  }

  /**
   * The sample of the forks' scores, without the effects of their rounds.
   *
   * @param least the number of forks on the side of the comparison that has fewer
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
