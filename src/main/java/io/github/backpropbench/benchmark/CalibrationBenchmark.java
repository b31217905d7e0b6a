package io.github.backpropbench.benchmark;

import org.openjdk.jmh.annotations.Param;

/**
 * The training step again, twice: two arms that differ in their name only. What they differ by in
 * the results is what the machine and the method make of nothing.
 */
public class CalibrationBenchmark extends TrainingStepBenchmark {
  @Param({"a", "b"})
  public String arm = "";
}
