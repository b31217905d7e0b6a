package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.MachineLoops;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.verification.MachineVerification;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A control: how fast this machine multiplies and adds at most. A call is {@link #operations}
 * floating-point operations.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class PeakBenchmark {
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
    MachineVerification.multiplyAdd(loops, format);
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
