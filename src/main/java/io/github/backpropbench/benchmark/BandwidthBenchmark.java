package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.MachineLoops;
import io.github.backpropbench.verification.KernelVerification;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A control: the machine's memory bandwidth. A call moves {@link #BYTES}: two arrays that are read
 * and one that is written, as the STREAM benchmark counts its triad (J. McCalpin, "Memory bandwidth
 * and machine balance in current high performance computers", 1995). Reads of memory that is about
 * to be overwritten are not counted.
 */
public class BandwidthBenchmark extends AverageTimeBenchmark {
  /** The bytes that a call reads and writes. */
  public static final double BYTES = 3.0 * Double.BYTES * MachineLoops.TRIAD_ELEMENTS;

  @Param("1")
  public int threads;

  private MachineLoops loops;
  private double[] a;
  private double[] b;
  private double[] c;

  /** Fills the arrays and verifies what the loop computes. */
  @Setup(Level.Trial)
  public void setUp() {
    loops = MachineLimits.loops(threads);
    a = new double[MachineLoops.TRIAD_ELEMENTS];
    b = new Random(NetworkBenchmark.DATA_SEED).doubles(a.length).toArray();
    c = new Random(NetworkBenchmark.DATA_SEED + 1).doubles(a.length).toArray();
    KernelVerification.triad(loops, a, b, c);
  }

  @Benchmark
  public double[] triad() {
    loops.triad(a, b, c);
    return a;
  }
}
