package io.github.backpropbench.results;

import java.time.Duration;

/** What a fork does: warm up, then measure. */
public record IterationSettings(Iterations warmup, Iterations measurement) {

  /** With as many more warm-up iterations as it takes to warm up for at least so long. */
  public IterationSettings withWarmupOf(Duration atLeast) {
    return new IterationSettings(warmup.lasting(atLeast), measurement);
  }

  /** For calls that last so long: see {@link Iterations#ofCallsLasting}. */
  public IterationSettings forCallsLasting(Duration call, int least) {
    return new IterationSettings(warmup, measurement.ofCallsLasting(call, least));
  }
}
