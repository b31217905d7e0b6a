package io.github.backpropbench.results;

/** What a fork does: warm up, then measure. */
public record IterationSettings(Iterations warmup, Iterations measurement) {}
