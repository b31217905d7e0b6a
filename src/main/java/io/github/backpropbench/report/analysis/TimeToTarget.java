package io.github.backpropbench.report.analysis;

import io.github.backpropbench.benchmark.TargetProfiler;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SecondaryMetric;
import io.github.backpropbench.results.StepsToTarget;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * The time of a training to its target, and what it consists of: a number of steps, the time of a
 * step, and the evaluations between them.
 *
 * @param nanoseconds the mean over the seeds
 * @param steps the expected number; see {@link StepsToTarget#expected}
 * @param evaluationShare the share of the time, from 0 to 1
 * @param samples that a training is trained on, the same ones again in each epoch; NaN if unknown
 */
public record TimeToTarget(
    double nanoseconds, double steps, double evaluationShare, double samples) {
  private static final double NANOSECONDS_PER_SECOND = 1e9;

  /** That of a cell; empty if it is none that trains to a target, or was not measured. */
  public static Optional<TimeToTarget> of(MeasuredRun run, CellKey cell) {
    return run.time(cell)
        .flatMap(
            time -> of(time.nanoseconds(), cell, run.forksOf(cell), run.results().evaluations()))
        .map(known -> Double.isNaN(known.steps) ? known.withSteps(expected(run, cell)) : known);
  }

  /**
   * That of some forks of a cell.
   *
   * @param nanoseconds the time of a training
   * @param curves of the run's trainings
   * @return empty if it is none that trains to a target
   */
  public static Optional<TimeToTarget> of(
      double nanoseconds,
      CellKey cell,
      Collection<Measurement> forks,
      List<EvaluationCurve> curves) {
    return cell.trainsToTarget()
        ? Optional.of(
            new TimeToTarget(
                nanoseconds,
                typical(forks, TargetProfiler.STEPS_TO_TARGET),
                typical(forks, TargetProfiler.EVALUATION_SHARE),
                StepsToTarget.of(cell, curves)
                    .map(StepsToTarget::expectedSamples)
                    .orElse(Double.NaN)))
        : Optional.empty();
  }

  /** The time of a step without evaluations; NaN if steps or evaluations are not known. */
  public double perStep() {
    return nanoseconds * (1 - evaluationShare) / steps;
  }

  /** The samples that are trained on per second, while no evaluation goes on. */
  public double samplesPerSecond() {
    return samplesInAllTheTime() * NANOSECONDS_PER_SECOND / nanoseconds;
  }

  /** The samples that could be trained on in the whole time if nothing were evaluated. */
  public double samplesInAllTheTime() {
    return samples / (1 - evaluationShare);
  }

  private TimeToTarget withSteps(double known) {
    return new TimeToTarget(nanoseconds, known, evaluationShare, samples);
  }

  private static double expected(MeasuredRun run, CellKey cell) {
    return StepsToTarget.of(cell, run.results().evaluations())
        .map(StepsToTarget::expected)
        .orElse(Double.NaN);
  }

  /**
   * The median of all iterations, as what disturbs some of them falls into steps or evaluations;
   * NaN if no fork has the metric.
   */
  private static double typical(Collection<Measurement> forks, String metric) {
    double[] scores =
        forks.stream()
            .map(fork -> fork.finiteMetrics().get(metric))
            .filter(Objects::nonNull)
            .map(SecondaryMetric::scores)
            .flatMap(Collection::stream)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return new Median().evaluate(scores);
  }
}
