package io.github.backpropbench.benchmark;

import org.openjdk.jmh.annotations.Param;

/**
 * The training step again, twice: two arms that differ only in name. Any difference between their
 * results is due to the machine and the method of measurement.
 */
public class CalibrationBenchmark extends TrainingStepBenchmark {
  @Param({"a", "b"})
  public String arm = "";
}
