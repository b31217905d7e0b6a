package io.github.backpropbench.comparison;

import io.github.backpropbench.results.JmhResult;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.RoundEffects;
import io.github.backpropbench.statistics.Trimming;
import io.github.backpropbench.statistics.VariancePrior;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one side of a comparison measured for a subject.
 *
 * @param primary the scores
 * @param flags what a reader should know about the forks
 * @param jvmFlags the flags of the forks' JVM; empty if they are not recorded
 * @param secondary the secondary metrics that are compared, too, by name
 */
public record SubjectResult(
    Subject subject,
    Metric primary,
    CellFlags flags,
    Optional<Set<String>> jvmFlags,
    SortedMap<String, Metric> secondary) {
  public SubjectResult {
    secondary = Collections.unmodifiableSortedMap(new TreeMap<>(secondary));
  }

  /**
   * The result of the forks of one subject.
   *
   * @param forks at least one, all with scores
   * @param missing how many of their iterations have no score
   * @param failed how many more forks have none
   * @param metrics the names of the secondary metrics to keep
   */
  static SubjectResult of(
      Collection<Measurement> forks, int missing, int failed, Predicate<String> metrics) {
    SortedMap<Integer, List<Double>> iterations = new TreeMap<>();
    forks.forEach(fork -> iterations.put(fork.round(), fork.scores()));
    Measurement one = forks.iterator().next();
    Subject subject = Subject.of(one);
    Direction direction = direction(one.mode());
    Metric primary = Metric.of(one.unit(), direction, iterations, 0);
    return new SubjectResult(
        subject,
        primary,
        CellFlags.of(iterations.values(), primary.scores().values(), direction)
            .withMissing(missing, failed),
        JvmFlags.of(one.jvm()),
        SecondaryMetrics.of(forks, primary, metrics));
  }

  /** The result of a file that holds no forks. */
  static SubjectResult ofSummary(JmhResult result) {
    return new SubjectResult(
        new Subject(result.cell(), result.mode(), result.threads()),
        Metric.ofSummary(result.unit(), direction(result.mode()), result.score()),
        CellFlags.NONE,
        JvmFlags.of(result.jvm()),
        new TreeMap<>(Map.of()));
  }

  /** A result of an unknown mode is refused later; until then it needs some direction. */
  private static Direction direction(String mode) {
    return Direction.isMode(mode) ? Direction.ofMode(mode) : Direction.SMALLER_IS_BETTER;
  }

  /** The unit of the scores. */
  public String unit() {
    return primary.unit();
  }

  /** The scores of the forks, by round, or by the fork's number where there were no rounds. */
  public SortedMap<Integer, Double> scores() {
    return primary.scores();
  }

  /**
   * The geometric mean of the forks with its 95 % interval, as in a run's own report; JMH's score,
   * without an interval, if the forks cannot be used.
   *
   * @param prior what the run's other results say about the variance
   */
  public Ratio score(VariancePrior prior) {
    if (!primary.unusable().isEmpty()) {
      return new Ratio(primary.mean(), 0, Double.POSITIVE_INFINITY, Double.NaN, 0);
    }
    return prior.moderate(sample()).estimate().ratio();
  }

  /** The forks, with all in which their rounds differ. */
  LogSample sample() {
    return LogSample.of(Trimming.NONE, RoundEffects.NONE.without(scores()));
  }

  /** This result, assigned to another subject. */
  public SubjectResult of(Subject other) {
    return new SubjectResult(other, primary, flags, jvmFlags, secondary);
  }

  /** The result of a secondary metric, in place of that of the scores. */
  SubjectResult of(Subject other, Metric metric) {
    return new SubjectResult(other, metric, CellFlags.NONE, jvmFlags, new TreeMap<>(Map.of()));
  }
}
