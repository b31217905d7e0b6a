package io.github.backpropbench.benchmark;

import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.problem.OptimizerKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** The forward pass with the loss, on frozen weights. With autograd, it records the tape. */
public class ForwardBenchmark extends NetworkBenchmark {
  private Gradient<?> network;

  /** Verifies the network's forward pass. */
  @Setup(Level.Trial)
  public void verify() {
    prepare(OptimizerKind.SGD).forward();
  }

  /** Builds the network. */
  @Setup(Level.Iteration)
  public void setUp() {
    network = build().gradient();
  }

  @Benchmark
  public double forward() {
    return network.forward();
  }
}
