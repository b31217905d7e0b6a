package io.github.backpropbench.comparison;

import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.SteadyState;
import io.github.backpropbench.statistics.SteadyState.Course;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How long a fork took to become steady.
 *
 * @param state how its times developed
 * @param milliseconds from its first warm-up iteration to its last level; 0 for what was not
 *     recorded
 * @param lostMilliseconds how much less the same work would have taken at that level
 */
public record ForkWarmup(SteadyState state, double milliseconds, double lostMilliseconds) {
  private static final double NANOSECONDS = 1e6;

  /**
   * @param fork one with scores in nanoseconds per operation
   */
  public static ForkWarmup of(Measurement fork) {
    List<Double> times = new ArrayList<>(fork.warmupScores());
    times.addAll(fork.scores());
    int warmup = fork.warmupScores().size();
    SteadyState state =
        SteadyState.of(
            ForkScore.logTimes(times.subList(0, warmup), Direction.SMALLER_IS_BETTER),
            ForkScore.logTimes(fork.scores(), Direction.SMALLER_IS_BETTER));
    double steady =
        new Median()
            .evaluate(
                times.subList(Math.max(warmup, state.settledAt()), times.size()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray());
    double milliseconds = 0;
    double lost = 0;
    for (int i = 0; i < state.settledAt(); i++) {
      Iterations planned =
          i < warmup ? fork.iterations().warmup() : fork.iterations().measurement();
      double time = times.get(i);
      boolean hasTime = Double.isFinite(time) && time > 0;
      double lasted =
          hasTime
              ? Math.max(planned.milliseconds(), time / NANOSECONDS) // at least one call
              : planned.milliseconds();
      milliseconds += lasted;
      lost += hasTime ? lasted * (1 - steady / time) : 0;
    }
    return new ForkWarmup(state, milliseconds, Math.max(0, lost));
  }

  /** Whether it became steady. */
  public boolean isSettled() {
    return state.course() != Course.NEVER_STEADY;
  }
}
