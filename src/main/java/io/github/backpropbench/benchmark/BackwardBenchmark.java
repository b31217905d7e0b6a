package io.github.backpropbench.benchmark;

import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.training.TrainingStep;
import io.github.backpropbench.verification.NetworkVerification;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** The backward pass, repeated after a single forward pass, on frozen weights. */
public class BackwardBenchmark extends NetworkBenchmark {
  private Places<TrainingStep<?>> networks;
  private Gradient<?> network;

  /** Verifies the network's gradients and makes copies of it, each after a forward pass. */
  @Setup(Level.Trial)
  public void setUp() {
    networks =
        places(
            OptimizerKind.SGD,
            FeedKind.FIXED,
            NetworkVerification::backward,
            step -> {
              step.gradient().forward();
              step.gradient().backward();
            });
  }

  /** Takes the next copy. */
  @Setup(Level.Iteration)
  public void takeNext() {
    network = networks.next().gradient();
  }

  @Benchmark
  public Object backward() {
    network.backward();
    return network.gradients();
  }
}
