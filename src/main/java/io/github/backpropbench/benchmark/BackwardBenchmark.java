package io.github.backpropbench.benchmark;

import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.problem.OptimizerKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** The backward pass, repeated after a single forward pass, on frozen weights. */
public class BackwardBenchmark extends NetworkBenchmark {
  private Gradient<?> network;

  /** Verifies the network's gradients. */
  @Setup(Level.Trial)
  public void verify() {
    prepare(OptimizerKind.SGD).backward();
  }

  /** Builds the network and leaves it after a forward pass. */
  @Setup(Level.Iteration)
  public void setUp() {
    network = build().gradient();
    network.forward();
  }

  @Benchmark
  public Object backward() {
    network.backward();
    return network.gradients();
  }
}
