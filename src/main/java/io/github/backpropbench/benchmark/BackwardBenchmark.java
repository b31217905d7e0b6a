package io.github.backpropbench.benchmark;

import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.problem.OptimizerKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** The backward pass, repeated after a single forward pass, on frozen weights. */
public class BackwardBenchmark extends NetworkBenchmark {
  private Gradient<?> network;

  /** Builds the network, verifies its gradients and leaves it after a forward pass. */
  @Setup(Level.Trial)
  public void setUp() {
    Verified verified = prepare(OptimizerKind.SGD);
    verified.verification().backward();
    network = verified.step().gradient();
    network.forward();
  }

  @Benchmark
  public Object backward() {
    network.backward();
    return network.gradients();
  }
}
