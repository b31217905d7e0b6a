package io.github.backpropbench.benchmark;

import io.github.backpropbench.convergence.TargetTraining.Outcome;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports what the trainings to a target did, as secondary metrics: the mean number of {@value
 * #STEPS} of an iteration's trainings, which differs from iteration to iteration as the seeds do;
 * {@value #STEPS_TO_TARGET}, the number to be expected, over all seeds; and {@value
 * #EVALUATION_SHARE}, the share of the time that the evaluations take, from 0 to 1.
 */
public final class TargetProfiler implements InternalProfiler {
  /** The steps of the iteration's trainings, mean. */
  public static final String STEPS = "steps";

  /** The steps to be expected until a training reaches the target. */
  public static final String STEPS_TO_TARGET = "stepsToTarget";

  /** The share of the evaluations in the time. */
  public static final String EVALUATION_SHARE = "evaluationShare";

  private static volatile double expected = Double.NaN;
  private static volatile Sums sums = Sums.NONE;

  private record Sums(int trainings, long steps, long evaluation, long all) {
    static final Sums NONE = new Sums(0, 0, 0, 0);
  }

  /** Tells what all iterations have in common. */
  static void expect(double stepsToTarget) {
    expected = stepsToTarget;
  }

  /** Adds a training of the current iteration. */
  static void record(Outcome outcome, long nanoseconds) {
    Sums before = sums;
    sums =
        new Sums(
            before.trainings + 1,
            before.steps + outcome.steps(),
            before.evaluation + outcome.evaluationNanoseconds(),
            before.all + nanoseconds);
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    sums = Sums.NONE;
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Sums all = sums;
    double steps = (double) all.steps / all.trainings;
    return List.of(
        scalar(STEPS, steps, STEPS),
        scalar(STEPS_TO_TARGET, Double.isNaN(expected) ? steps : expected, STEPS),
        scalar(EVALUATION_SHARE, (double) all.evaluation / all.all, "share"));
  }

  private static ScalarResult scalar(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }

  @Override
  public String getDescription() {
    return "The steps that trainings took to their target, and the share of the evaluations";
  }
}
