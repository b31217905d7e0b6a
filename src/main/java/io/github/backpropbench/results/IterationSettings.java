package io.github.backpropbench.results;

/** What a fork does: warm up, then measure. */
public record IterationSettings(Iterations warmup, Iterations measurement) {

  /** With so many times as much warm-up. */
  public IterationSettings withWarmup(int factor) {
    return new IterationSettings(warmup.times(factor), measurement);
  }
}
