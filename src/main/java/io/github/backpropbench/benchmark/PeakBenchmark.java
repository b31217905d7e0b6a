package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.MachineLoops;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.verification.KernelVerification;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A control: how fast this machine multiplies and adds at most. A call is {@link #operations}
 * floating-point operations.
 */
public class PeakBenchmark extends AverageTimeBenchmark {
  @Param({"f32", "f64"})
  public String precision = "";

  @Param("1")
  public int threads;

  private MachineLoops loops;
  private Precision format;

  /** Finds the loop and verifies what it computes. */
  @Setup(Level.Trial)
  public void setUp() {
    format = Precision.parse(precision);
    loops = MachineLimits.loops(threads);
    KernelVerification.multiplyAdd(loops, format);
  }

  @Benchmark
  public double multiplyAdd() {
    return loops.multiplyAdd(format);
  }

  /** The floating-point operations of a call: a multiplication and an addition each. */
  public static double operations(int threads) {
    return 2.0 * MachineLoops.MULTIPLY_ADDS * threads;
  }
}
