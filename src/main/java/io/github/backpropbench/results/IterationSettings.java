package io.github.backpropbench.results;

import java.time.Duration;

/** What a fork does: warm up, then measure. */
public record IterationSettings(Iterations warmup, Iterations measurement) {

  /** With warm-up iterations added until they take at least the given time. */
  public IterationSettings withWarmupOf(Duration atLeast) {
    return new IterationSettings(warmup.lasting(atLeast), measurement);
  }

  /** For calls of the given duration: see {@link Iterations#ofCallsLasting}. */
  public IterationSettings forCallsLasting(Duration call, int least) {
    return new IterationSettings(warmup, measurement.ofCallsLasting(call, least));
  }
}
